'use client';

import type { Action } from '@/components/actions/ask';
import { FailureNotice } from '@/components/actions/failure-notice';
import { useSavedCardPayment } from '@/components/checkout/use-saved-card-payment';
import type { CheckOrder } from '@/components/checkout/use-saved-card-payment';
import { Button } from '@/components/ui/button';

export type ResumePayment = Action<{ orderId: string }, { clientSecret: string | null }>;

type ContinueWithBankProps = {
  orderId: string;
  resumePayment: ResumePayment;
  checkOrder: CheckOrder;
};

/** Goes on where a challenge was left: on the same intent, with the card that it was about. */
export function ContinueWithBank({ orderId, resumePayment, checkOrder }: ContinueWithBankProps) {
  const { pay, pending, failure, clearFailure } = useSavedCardPayment(
    async (input: { orderId: string }) => {
      const answer = await resumePayment(input);
      return answer.ok ? { ok: true, value: { ...input, ...answer.value } } : answer;
    },
    checkOrder,
  );
  return (
    <div className="grid justify-items-start gap-3">
      <Button
        variant="primary"
        onClick={() => pay({ orderId })}
        pending={pending}
        pendingLabel="Asking your bank…"
      >
        Continue with your bank
      </Button>
      {failure ? <FailureNotice failure={failure} onRefreshed={clearFailure} /> : null}
    </div>
  );
}
