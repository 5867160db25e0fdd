import type { AttemptOutcome } from './attempt';
import { isOpenOutcome } from './attempt';
import type { IntentFailure, IntentReport } from './intent';
import type { PaymentEvent } from './order';

type KnownAttempt = {
  id: string;
  outcome: AttemptOutcome;
  failureRef: string | null;
  isOffSession: boolean;
};

/** What an intent's report means for an order: an event of its payment and what becomes of its attempts. */
export type Outcome = {
  event: PaymentEvent | null;
  attempt:
    | { id: string; outcome: AttemptOutcome; failure: IntentFailure | null }
    | { id: null; outcome: AttemptOutcome; failure: IntentFailure | null }
    | null;
};

const nothing: Outcome = { event: null, attempt: null };

/**
 * Compares Stripe's word with the attempts that we know. An attempt with `id: null` is one that
 * we have no row for yet: a card that was typed and confirmed in the browser.
 * `answering` names the attempt whose own call brought this report, if one did.
 */
export function outcomeOf(
  report: IntentReport,
  attempts: readonly KnownAttempt[],
  answering: string | null = null,
): Outcome {
  // An intent succeeds once and stays so: whatever else is told after it was told before.
  const isPaid = attempts.some((attempt) => attempt.outcome === 'succeeded');
  if (isPaid && report.status !== 'succeeded') return nothing;
  const open = attempts.find((attempt) => isOpenOutcome(attempt.outcome)) ?? null;
  const become = (outcome: AttemptOutcome, failure: IntentFailure | null = null) => ({
    id: open?.id ?? null,
    outcome,
    failure,
  });
  switch (report.status) {
    case 'succeeded':
      // A success that no open attempt explains, and that no closed one has taken, is a row of
      // its own: every charge is on the list, or the books would not show it.
      return {
        event: 'payment_succeeded',
        attempt: open === null && isPaid ? null : become('succeeded'),
      };
    case 'processing':
    case 'requires_capture':
      return { event: 'processing_started', attempt: become('processing') };
    case 'requires_action':
      return {
        event: 'authentication_required',
        attempt: become('authenticating'),
      };
    case 'canceled':
      return open === null ? nothing : { event: unsentEvent(open), attempt: become('not_sent') };
    case 'requires_payment_method':
    case 'requires_confirmation':
      // The bank was being asked, and is not any more, though nothing failed: the intent has
      // another card on it.
      if (open !== null && hasBeenAnswered(open) && isWithoutFailure(report)) {
        return { event: 'payment_not_sent', attempt: become('superseded') };
      }
      return report.failure !== null && isNews(report.failure, attempts, open, answering)
        ? {
            event: 'payment_failed',
            attempt: become('declined', report.failure),
          }
        : nothing;
  }
}

/**
 * A failure that an earlier attempt has taken already says nothing of one that is still being
 * sent: an event that comes late would otherwise decline the attempt that is on its way. Once
 * Stripe has answered the open attempt, a failure can only be its own.
 */
function isNews(
  failure: IntentFailure,
  attempts: readonly KnownAttempt[],
  open: KnownAttempt | null,
  answering: string | null,
): boolean {
  if (open !== null && (open.id === answering || hasBeenAnswered(open))) return true;
  return !attempts.some((attempt) => attempt.failureRef === failure.ref);
}

/** A charge of ours that reached nobody leaves the order as it was agreed; a buyer may try again. */
export const unsentEvent = ({ isOffSession }: Pick<KnownAttempt, 'isOffSession'>): PaymentEvent =>
  isOffSession ? 'off_session_not_sent' : 'payment_not_sent';

const hasBeenAnswered = ({ outcome }: KnownAttempt): boolean =>
  outcome === 'authenticating' || outcome === 'processing';

/** A confirm that fails leaves the intent without a method; an older failure may still stand on it. */
const isWithoutFailure = ({ status, failure }: IntentReport): boolean =>
  failure === null || status === 'requires_confirmation';
