'use client';

import { useRouter } from 'next/navigation';
import { useId, useRef, useState, useTransition, type FormEvent } from 'react';
import { AgreeButton } from '@/components/actions/agree-button';
import { AgreedWords } from '@/components/actions/agreed-words';
import type { Action, ShownFailure } from '@/components/actions/ask';
import { askAgreed, type Agreed } from '@/components/actions/ask-agreed';
import { useSingleFlight } from '@/components/actions/use-single-flight';
import { Button } from '@/components/ui/button';
import { Dialog, DialogClose } from '@/components/ui/dialog';
import { useToast } from '@/components/ui/toast';
import { refundStatusWords } from '@/components/words/desk-words';
import { refundPreviewText, refundText } from '@/components/words/refund-words';
import { formatMoney, type Money } from '@/lib/domain/money';
import type { RefundReason, RefundStatus } from '@/lib/domain/refund';
import { DeedFailure } from '../deeds/deed-failure';
import { typedRefund } from './refund-amount';
import { RefundFields, type RefundDraft } from './refund-fields';

export type RefundOrderAction = Action<
  { orderId: string; requestId: string; amount: number | null; reason: RefundReason },
  { status: RefundStatus }
>;

type RefundOrderProps = {
  orderId: string;
  /** Made with the page: pressing twice, or again after a lost answer, is the same refund. */
  requestId: string;
  /** What may still be given back. */
  left: Money;
  refundOrder: RefundOrderAction;
};

const untouched: RefundDraft = { isWhole: true, text: '', reason: 'requested_by_customer' };

export function RefundOrder({ orderId, requestId: drawn, left, refundOrder }: RefundOrderProps) {
  const router = useRouter();
  const toast = useToast();
  const formId = useId();
  const amountField = useRef<HTMLDivElement>(null);
  const [isOpen, setIsOpen] = useState(false);
  // As it was when the dialog opened: the page may be drawn anew below it, and what is pressed again
  // there is the same refund all the same.
  const [requestId, setRequestId] = useState(drawn);
  const [draft, setDraft] = useState(untouched);
  const [wasSubmitted, setWasSubmitted] = useState(false);
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  const [isRefreshing, startTransition] = useTransition();
  // All that is left is sent as the amount that was shown: if somebody refunds meanwhile, it is
  // refused rather than being less than what the button said.
  const { refund, fault } = draft.isWhole
    ? { refund: left, fault: null }
    : typedRefund(draft.text, left);

  const open = (next: boolean) => {
    setIsOpen(next);
    if (next) return setRequestId(drawn);
    setDraft(untouched);
    setWasSubmitted(false);
    setFailure(null);
  };

  const agreed: Agreed<Parameters<RefundOrderAction>[0]> | null = refund && {
    words: [refundText(refund), refundPreviewText(refund, left)],
    input: { orderId, requestId, amount: refund.amount, reason: draft.reason },
  };

  const [send, isSending] = useSingleFlight(async (toSend: NonNullable<typeof agreed>) => {
    setFailure(null);
    const answer = await askAgreed(refundOrder, toSend);
    if (!answer.ok) return setFailure(answer);
    const total = formatMoney({ ...left, amount: toSend.input.amount ?? left.amount });
    toast({ title: `Refund of ${total}: ${refundStatusWords[answer.value.status].text}` });
    open(false);
    startTransition(() => router.refresh());
  });

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setWasSubmitted(true);
    if (agreed) void send(agreed);
    else amountField.current?.querySelector('input')?.focus();
  };

  return (
    <Dialog
      title="Refund this order"
      description={`${formatMoney(left)} can be refunded.`}
      trigger={
        <Button size="small" pending={isRefreshing}>
          Refund…
        </Button>
      }
      open={isOpen}
      onOpenChange={open}
      actions={
        <>
          <DialogClose render={<Button>Keep the money</Button>} />
          <AgreeButton
            agreed={agreed ?? { words: ['Refund'], input: null }}
            type="submit"
            form={formId}
            variant="danger"
            pending={isSending}
            pendingLabel="Refunding…"
          />
        </>
      }
    >
      <form id={formId} onSubmit={submit} noValidate className="grid gap-4">
        <RefundFields
          draft={draft}
          onChange={setDraft}
          left={left}
          fault={wasSubmitted ? fault : null}
          amountField={amountField}
        />
        <p role="status" className="text-sm text-ink-muted">
          <AgreedWords>
            {refund ? refundPreviewText(refund, left) : 'Nothing is refunded yet.'}
          </AgreedWords>
        </p>
      </form>
      {failure ? (
        <DeedFailure
          failure={failure}
          again={() => agreed && send(agreed)}
          instead={{ unreachable: UNREACHABLE }}
          onRefreshed={() => open(false)}
        />
      ) : null}
    </Dialog>
  );
}

const UNREACHABLE =
  'We could not reach the shop. Check your connection and press again: one form is never refunded twice.';
