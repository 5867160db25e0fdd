'use client';

import { useRouter } from 'next/navigation';
import { useRef, useState, useTransition } from 'react';
import { ask } from '@/components/actions/ask';
import type { Action, ShownFailure } from '@/components/actions/ask';
import { FailureNotice } from '@/components/actions/failure-notice';
import { useSingleFlight } from '@/components/actions/use-single-flight';
import { Button } from '@/components/ui/button';
import { Dialog, DialogClose } from '@/components/ui/dialog';

type CancelOrderProps = {
  orderId: string;
  cancelOrder: Action<{ orderId: string }>;
};

export function CancelOrder({ orderId, cancelOrder }: CancelOrderProps) {
  const router = useRouter();
  const keep = useRef<HTMLButtonElement>(null);
  const [isOpen, setIsOpen] = useState(false);
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  const [isRefreshing, startTransition] = useTransition();

  const [cancel, isCanceling] = useSingleFlight(async () => {
    setFailure(null);
    const answer = await ask(cancelOrder, { orderId });
    if (!answer.ok) setFailure(answer);
    setIsOpen(false);
    startTransition(() => router.refresh());
  });

  return (
    <div className="grid justify-items-start gap-3">
      <Dialog
        title="Cancel this order?"
        description="Nothing has been charged, and nothing will be."
        trigger={<Button>Cancel order</Button>}
        open={isOpen}
        onOpenChange={setIsOpen}
        initialFocus={keep}
        actions={
          <>
            <DialogClose render={<Button ref={keep}>Keep it</Button>} />
            <Button
              variant="danger"
              onClick={cancel}
              pending={isCanceling || isRefreshing}
              pendingLabel="Canceling…"
            >
              Cancel order
            </Button>
          </>
        }
      />
      {failure ? <FailureNotice failure={failure} onRefreshed={() => setFailure(null)} /> : null}
    </div>
  );
}
