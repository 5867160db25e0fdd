'use client';

import type { Action } from '@/components/actions/ask';
import { AgreeButton } from '@/components/actions/agree-button';
import { SavedCardNotice } from '@/components/checkout/saved-card-notice';
import { useSavedCardPayment } from '@/components/checkout/use-saved-card-payment';
import type { CheckOrder } from '@/components/checkout/use-saved-card-payment';

export type ResumePayment = Action<{ orderId: string }, { clientSecret: string | null }>;

type ContinueWithBankProps = {
  orderId: string;
  resumePayment: ResumePayment;
  checkOrder: CheckOrder;
};

/** Goes on where a challenge was left: on the same intent, with the card that it was about. */
export function ContinueWithBank({ orderId, resumePayment, checkOrder }: ContinueWithBankProps) {
  const { pay, pending, trouble } = useSavedCardPayment(async (input: { orderId: string }) => {
    const answer = await resumePayment(input);
    return answer.ok ? { ok: true, value: { ...input, ...answer.value } } : answer;
  }, checkOrder);
  return (
    <div className="grid justify-items-start gap-3">
      <AgreeButton
        agreed={{ words: ['Continue with your bank'], input: { orderId } }}
        onAgree={pay}
        variant="primary"
        pending={pending}
        pendingLabel="Asking your bank…"
      />
      <SavedCardNotice trouble={trouble} />
    </div>
  );
}
