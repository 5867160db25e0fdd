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
import { shipManyTexts, shippedManyText } from '@/components/words/ship-words';
import type { FailureCode } from '@/lib/domain/failure';
import type { PaymentState } from '@/lib/domain/order';
import { DeedFailure } from './deed-failure';

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
  const words = shipManyTexts(orderIds.length);
  const agreed: Agreed<{ orderIds: string[] }> = { words, input: { orderIds: [...orderIds] } };

  const [ship, isShipping] = useSingleFlight(async (toShip: typeof agreed) => {
    setFailure(null);
    const answer = await askAgreed(shipOrders, toShip);
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
      title={<AgreedWords>{words[1]}</AgreedWords>}
      description={<AgreedWords>{words[2]}</AgreedWords>}
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
          onRefreshed={() => setIsOpen(false)}
        />
      ) : null}
    </Dialog>
  );
}
