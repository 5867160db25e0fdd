'use client';

import { useRouter } from 'next/navigation';
import { useRef, useState, useTransition } from 'react';
import { AgreeButton } from '@/components/actions/agree-button';
import { AgreedWords } from '@/components/actions/agreed-words';
import type { Action, ShownFailure } from '@/components/actions/ask';
import { askAgreed, type Agreed } from '@/components/actions/ask-agreed';
import { FailureNotice } from '@/components/actions/failure-notice';
import { useSingleFlight } from '@/components/actions/use-single-flight';
import { Button } from '@/components/ui/button';
import { Dialog, DialogClose } from '@/components/ui/dialog';

const CONSEQUENCE = 'Nothing has been charged, and nothing will be.';

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

  const [cancel, isCanceling] = useSingleFlight(async (agreed: Agreed<{ orderId: string }>) => {
    setFailure(null);
    const answer = await askAgreed(cancelOrder, agreed);
    if (!answer.ok) setFailure(answer);
    setIsOpen(false);
    startTransition(() => router.refresh());
  });

  return (
    <div className="grid justify-items-start gap-3">
      <Dialog
        title="Cancel this order?"
        description={<AgreedWords>{CONSEQUENCE}</AgreedWords>}
        trigger={<Button>Cancel order</Button>}
        open={isOpen}
        onOpenChange={setIsOpen}
        initialFocus={keep}
        actions={
          <>
            <DialogClose render={<Button ref={keep}>Keep it</Button>} />
            <AgreeButton
              agreed={{ words: ['Cancel order', CONSEQUENCE], input: { orderId } }}
              onAgree={cancel}
              variant="danger"
              pending={isCanceling || isRefreshing}
              pendingLabel="Canceling…"
            />
          </>
        }
      />
      {failure ? <FailureNotice failure={failure} onRefreshed={() => setFailure(null)} /> : null}
    </div>
  );
}
