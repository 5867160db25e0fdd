import type { DisputeStatus } from '@/lib/domain/order';

const LOOKING = 'Your bank is looking into this payment. It tells you how it decides.';
const ASKING = 'Your bank is asking about this payment. No money has moved.';

/** Where a dispute stands, as the buyer whose bank opened it reads it. */
export const disputeWords: Record<DisputeStatus, string> = {
  needs_response: LOOKING,
  under_review: LOOKING,
  appeal_needs_response: LOOKING,
  appeal_under_review: LOOKING,
  warning_needs_response: ASKING,
  warning_under_review: ASKING,
  won: 'Your bank decided that the payment stands.',
  lost: 'Your bank decided for you and gave the money back.',
  warning_closed: 'Your bank has closed its question. The payment stands.',
  prevented: 'Settled before your bank had to decide.',
};
