'use client';

import { useRouter } from 'next/navigation';
import { useId, useRef, useState, useTransition, type FormEvent } from 'react';
import { ask } from '@/components/actions/ask';
import type { Action, ShownFailure } from '@/components/actions/ask';
import { FailureNotice } from '@/components/actions/failure-notice';
import { useSingleFlight } from '@/components/actions/use-single-flight';
import { Button } from '@/components/ui/button';
import { Dialog, DialogClose } from '@/components/ui/dialog';
import { useToast } from '@/components/ui/toast';
import { refundStatusWords } from '@/components/words/desk-words';
import { formatMoney, type Money } from '@/lib/domain/money';
import type { RefundReason, RefundStatus } from '@/lib/domain/refund';
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

export function RefundOrder({ orderId, requestId, left, refundOrder }: RefundOrderProps) {
  const router = useRouter();
  const toast = useToast();
  const formId = useId();
  const amountField = useRef<HTMLDivElement>(null);
  const [isOpen, setIsOpen] = useState(false);
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
    if (next) return;
    setDraft(untouched);
    setWasSubmitted(false);
    setFailure(null);
  };

  const [send, isSending] = useSingleFlight(async (amount: number) => {
    setFailure(null);
    const answer = await ask(refundOrder, { orderId, requestId, amount, reason: draft.reason });
    if (!answer.ok) return setFailure(answer);
    const total = formatMoney({ amount, currency: left.currency });
    toast({ title: `Refund of ${total}: ${refundStatusWords[answer.value.status].text}` });
    open(false);
    startTransition(() => router.refresh());
  });

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setWasSubmitted(true);
    if (refund) void send(refund.amount);
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
          <Button
            type="submit"
            form={formId}
            variant="danger"
            pending={isSending}
            pendingLabel="Refunding…"
          >
            {refund ? `Refund ${formatMoney(refund)}` : 'Refund'}
          </Button>
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
          {refund ? previewText(refund, left) : 'Nothing is refunded yet.'}
        </p>
        {failure ? (
          <FailureNotice
            failure={failure}
            instead={{ unreachable: UNREACHABLE }}
            onRefreshed={() => open(false)}
          />
        ) : null}
      </form>
    </Dialog>
  );
}

const UNREACHABLE =
  'We could not reach the shop. Check your connection and press again: one form is never refunded twice.';

function previewText(refund: Money, left: Money): string {
  const rest = { ...left, amount: left.amount - refund.amount };
  const what = `${formatMoney(refund)} goes back to the card that paid.`;
  return rest.amount === 0
    ? `${what} Nothing is left to refund then.`
    : `${what} ${formatMoney(rest)} is left to refund then.`;
}
