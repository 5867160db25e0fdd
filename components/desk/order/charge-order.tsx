'use client';

import { useRouter } from 'next/navigation';
import { useState, useTransition } from 'react';
import { AgreeButton } from '@/components/actions/agree-button';
import { AgreedWords } from '@/components/actions/agreed-words';
import type { Action, ShownFailure } from '@/components/actions/ask';
import { askAgreed, type Agreed } from '@/components/actions/ask-agreed';
import { useSingleFlight } from '@/components/actions/use-single-flight';
import { Button } from '@/components/ui/button';
import { Dialog, DialogClose } from '@/components/ui/dialog';
import { useToast } from '@/components/ui/toast';
import { chargeFailureWords, chargedText, chargeTexts } from '@/components/words/charge-words';
import type { Money } from '@/lib/domain/money';
import type { PaymentState } from '@/lib/domain/order';
import type { PaidCard } from '@/lib/domain/order-view';
import { DeedFailure } from '../deeds/deed-failure';

export type ChargeOrderAction = Action<{ orderId: string }, { paymentState: PaymentState }>;

type ChargeOrderProps = {
  orderId: string;
  total: Money;
  card: PaidCard;
  chargeOrder: ChargeOrderAction;
};

/** Charges a pre-order to its card, off-session. Once the money is there it is to be sent. */
export function ChargeOrder({ orderId, total, card, chargeOrder }: ChargeOrderProps) {
  const router = useRouter();
  const toast = useToast();
  const [isOpen, setIsOpen] = useState(false);
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  const [isRefreshing, startTransition] = useTransition();

  const agreed: Agreed<{ orderId: string }> = {
    words: chargeTexts(total, card),
    input: { orderId },
  };

  const [charge, isCharging] = useSingleFlight(async (toCharge: typeof agreed) => {
    setFailure(null);
    const answer = await askAgreed(chargeOrder, toCharge);
    if (answer.ok) {
      toast({ title: chargedText(answer.value.paymentState) });
      setIsOpen(false);
    } else {
      setFailure(answer);
    }
    startTransition(() => router.refresh());
  });

  return (
    <Dialog
      title="Charge this order?"
      description={<AgreedWords>{chargeTexts(total, card)[1]}</AgreedWords>}
      trigger={
        <Button size="small" variant="primary" pending={isRefreshing}>
          Charge…
        </Button>
      }
      open={isOpen}
      onOpenChange={(next) => {
        setIsOpen(next);
        if (!next) setFailure(null);
      }}
      actions={
        <>
          <DialogClose render={<Button>Not yet</Button>} />
          <AgreeButton
            agreed={agreed}
            onAgree={charge}
            variant="primary"
            pending={isCharging}
            pendingLabel="Charging…"
          />
        </>
      }
    >
      {failure ? (
        <DeedFailure
          failure={failure}
          again={() => charge(agreed)}
          instead={chargeFailureWords}
          onRefreshed={() => setIsOpen(false)}
        />
      ) : null}
    </Dialog>
  );
}
