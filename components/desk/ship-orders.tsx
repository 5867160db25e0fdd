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
import { shippedManyText } from '@/components/words/ship-words';
import type { FailureCode } from '@/lib/domain/failure';
import type { PaymentState } from '@/lib/domain/order';

export type ShipOrdersAction = Action<
  { orderIds: string[] },
  ({ orderId: string } & (
    { ok: true; paymentState: PaymentState } | { ok: false; code: FailureCode }
  ))[]
>;

type ShipOrdersProps = {
  /** The pre-orders that the list shows: these and no others. */
  orderIds: readonly string[];
  shipOrders: ShipOrdersAction;
};

/** Ships all pre-orders of a page of the list, each by itself. */
export function ShipOrders({ orderIds, shipOrders }: ShipOrdersProps) {
  const router = useRouter();
  const toast = useToast();
  const [isOpen, setIsOpen] = useState(false);
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  const [isRefreshing, startTransition] = useTransition();
  const many = orderIds.length === 1 ? '1 order' : `${orderIds.length} orders`;

  const [ship, isShipping] = useSingleFlight(async () => {
    setFailure(null);
    const answer = await ask(shipOrders, { orderIds: [...orderIds] });
    if (answer.ok) {
      toast({ title: shippedManyText(answer.value) });
      setIsOpen(false);
    } else {
      setFailure(answer);
    }
    startTransition(() => router.refresh());
  });

  return (
    <Dialog
      title={`Ship and charge ${many}?`}
      description="Each is charged to the card that its buyer agreed to, and ships once it is paid. One that cannot be charged keeps none of the others."
      trigger={
        <Button size="small" pending={isRefreshing}>
          Ship and charge these…
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
            Charge {many}
          </Button>
        </>
      }
    >
      {failure ? <FailureNotice failure={failure} onRefreshed={() => setIsOpen(false)} /> : null}
    </Dialog>
  );
}
