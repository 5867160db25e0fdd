'use client';

import { useRouter } from 'next/navigation';
import { useState, useTransition } from 'react';
import { ask } from '@/components/actions/ask';
import type { Action, ShownFailure } from '@/components/actions/ask';
import { FailureNotice } from '@/components/actions/failure-notice';
import { useSingleFlight } from '@/components/actions/use-single-flight';
import { Button } from '@/components/ui/button';
import { Dialog, DialogClose } from '@/components/ui/dialog';
import { useToast } from '@/components/ui/toast';
import { cardLabel } from '@/components/wallet/card-words';
import { shipFailureWords, shippedText } from '@/components/words/ship-words';
import { formatMoney, type Money } from '@/lib/domain/money';
import type { PaymentState } from '@/lib/domain/order';
import type { PaidCard } from '@/lib/domain/order-view';

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

  const [ship, isShipping] = useSingleFlight(async () => {
    setFailure(null);
    const answer = await ask(shipOrder, { orderId });
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
      description={`${formatMoney(total)} is charged to ${cardLabel(card)} now, as its owner agreed. The order ships once it is paid.`}
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
          <Button variant="primary" onClick={ship} pending={isShipping} pendingLabel="Charging…">
            Charge {formatMoney(total)}
          </Button>
        </>
      }
    >
      {failure ? (
        <FailureNotice
          failure={failure}
          instead={shipFailureWords}
          onRefreshed={() => setIsOpen(false)}
        />
      ) : null}
    </Dialog>
  );
}
