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
import { shipFailureWords, shippedText, shipTexts } from '@/components/words/ship-words';
import type { Money } from '@/lib/domain/money';
import type { PaymentState } from '@/lib/domain/order';
import type { PaidCard } from '@/lib/domain/order-view';
import { DeedFailure } from './deed-failure';

export type ShipOrderAction = Action<{ orderId: string }, { paymentState: PaymentState }>;

type ShipOrderProps = {
  orderId: string;
  total: Money;
  card: PaidCard;
  shipOrder: ShipOrderAction;
};

/** Ships a pre-order: its card is charged off-session, and it leaves once the money is there. */
export function ShipOrder({ orderId, total, card, shipOrder }: ShipOrderProps) {
  const router = useRouter();
  const toast = useToast();
  const [isOpen, setIsOpen] = useState(false);
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  const [isRefreshing, startTransition] = useTransition();

  const agreed: Agreed<{ orderId: string }> = {
    words: shipTexts(total, card),
    input: { orderId },
  };

  const [ship, isShipping] = useSingleFlight(async (toShip: typeof agreed) => {
    setFailure(null);
    const answer = await askAgreed(shipOrder, toShip);
    if (answer.ok) {
      toast({ title: shippedText(answer.value.paymentState) });
      setIsOpen(false);
    } else {
      setFailure(answer);
    }
    startTransition(() => router.refresh());
  });

  return (
    <Dialog
      title="Ship and charge?"
      description={<AgreedWords>{shipTexts(total, card)[1]}</AgreedWords>}
      trigger={
        <Button size="small" variant="primary" pending={isRefreshing}>
          Ship and charge…
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
            onAgree={ship}
            variant="primary"
            pending={isShipping}
            pendingLabel="Charging…"
          />
        </>
      }
    >
      {failure ? (
        <DeedFailure
          failure={failure}
          again={() => ship(agreed)}
          instead={shipFailureWords}
          onRefreshed={() => setIsOpen(false)}
        />
      ) : null}
    </Dialog>
  );
}
