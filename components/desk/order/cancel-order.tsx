'use client';

import { useRouter } from 'next/navigation';
import { useId, useState, useTransition, type FormEvent } from 'react';
import { AgreeButton } from '@/components/actions/agree-button';
import { AgreedWords } from '@/components/actions/agreed-words';
import type { Action, ShownFailure } from '@/components/actions/ask';
import { askAgreed, type Agreed } from '@/components/actions/ask-agreed';
import { useSingleFlight } from '@/components/actions/use-single-flight';
import { Button } from '@/components/ui/button';
import { Dialog, DialogClose } from '@/components/ui/dialog';
import { Select } from '@/components/ui/select';
import { useToast } from '@/components/ui/toast';
import {
  canceledText,
  cancelFailureWords,
  cancelReasonWords,
  cancelTexts,
} from '@/components/words/cancel-words';
import { cancelReasons, type CancelReason } from '@/lib/domain/cancel-reason';
import type { Money } from '@/lib/domain/money';
import { DeedFailure } from '../deeds/deed-failure';

type Input = { orderId: string; reason: CancelReason };
export type CancelOrderAction = Action<Input, { wasAsked: boolean }>;

type CancelOrderProps = {
  orderId: string;
  reference: string;
  total: Money;
  cancelOrder: CancelOrderAction;
};

/** Cancels an order that is not paid, with a reason that its buyer is told. */
export function CancelOrder({ orderId, reference, total, cancelOrder }: CancelOrderProps) {
  const router = useRouter();
  const toast = useToast();
  const formId = useId();
  const [isOpen, setIsOpen] = useState(false);
  const [reason, setReason] = useState<CancelReason>('requested_by_buyer');
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  const [isRefreshing, startTransition] = useTransition();

  const open = (next: boolean) => {
    setIsOpen(next);
    if (!next) setFailure(null);
  };

  const agreed: Agreed<Input> = {
    words: cancelTexts(reference, total),
    input: { orderId, reason },
  };

  const [send, isSending] = useSingleFlight(async (toSend: typeof agreed) => {
    setFailure(null);
    const answer = await askAgreed(cancelOrder, toSend);
    if (!answer.ok) return setFailure(answer);
    toast({ title: canceledText(answer.value) });
    open(false);
    startTransition(() => router.refresh());
  });

  const submit = (event: FormEvent) => {
    event.preventDefault();
    void send(agreed);
  };

  return (
    <Dialog
      title="Cancel this order?"
      description={<AgreedWords>{cancelTexts(reference, total)[1]}</AgreedWords>}
      trigger={
        <Button size="small" pending={isRefreshing}>
          Cancel order…
        </Button>
      }
      open={isOpen}
      onOpenChange={open}
      actions={
        <>
          <DialogClose render={<Button>Keep the order</Button>} />
          <AgreeButton
            agreed={agreed}
            type="submit"
            form={formId}
            variant="danger"
            pending={isSending}
            pendingLabel="Canceling…"
          />
        </>
      }
    >
      <form id={formId} onSubmit={submit} noValidate className="grid gap-4">
        <Select
          name="reason"
          label="Reason"
          value={reason}
          onChange={({ target }) => setReason(target.value as CancelReason)}
        >
          {cancelReasons.map((each) => (
            <option key={each} value={each}>
              {cancelReasonWords[each]}
            </option>
          ))}
        </Select>
      </form>
      {failure ? (
        <DeedFailure
          failure={failure}
          again={() => send(agreed)}
          instead={cancelFailureWords}
          onRefreshed={() => open(false)}
        />
      ) : null}
    </Dialog>
  );
}
