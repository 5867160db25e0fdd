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
import { chargeManyTexts, chargedManyText } from '@/components/words/charge-words';
import type { FailureCode } from '@/lib/domain/failure';
import type { PaymentState } from '@/lib/domain/order';
import { DeedFailure } from '../deeds/deed-failure';

export type ChargeOrdersAction = Action<
  { orderIds: string[] },
  ({ orderId: string } & (
    { ok: true; paymentState: PaymentState } | { ok: false; code: FailureCode }
  ))[]
>;

type ChargeOrdersProps = {
  /** The pre-orders that the list shows: these and no others. */
  orderIds: readonly string[];
  chargeOrders: ChargeOrdersAction;
};

/** Charges all pre-orders of a page of the list, each by itself. */
export function ChargeOrders({ orderIds, chargeOrders }: ChargeOrdersProps) {
  const router = useRouter();
  const toast = useToast();
  const [isOpen, setIsOpen] = useState(false);
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  const [isRefreshing, startTransition] = useTransition();
  const words = chargeManyTexts(orderIds.length);
  const agreed: Agreed<{ orderIds: string[] }> = { words, input: { orderIds: [...orderIds] } };

  const [charge, isCharging] = useSingleFlight(async (toCharge: typeof agreed) => {
    setFailure(null);
    const answer = await askAgreed(chargeOrders, toCharge);
    if (answer.ok) {
      toast({ title: chargedManyText(answer.value) });
      setIsOpen(false);
    } else {
      setFailure(answer);
    }
    startTransition(() => router.refresh());
  });

  return (
    <Dialog
      title={<AgreedWords>{words[1]}</AgreedWords>}
      description={<AgreedWords>{words[2]}</AgreedWords>}
      trigger={
        <Button size="small" pending={isRefreshing}>
          Charge these…
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
          onRefreshed={() => setIsOpen(false)}
        />
      ) : null}
    </Dialog>
  );
}
