import { CLICK_IS_ALIVE_MS, isOpenOutcome, type AttemptOutcome } from './attempt';
import type { PaymentState } from './order';

/** What our rows say of the intent that an event is about. */
export type KnownOfIntent = {
  /**
   * `by_id`: we have its id. `unanswered`: the order that the event names has an intent whose making
   * is not answered yet, so it may be that one. `unknown`: neither.
   */
  intent: 'by_id' | 'unanswered' | 'unknown';
  /** When Stripe told us that it is canceled, in ms. Not when it was over for us. */
  canceledAt: number | null;
  /** Its buyer agreed to keep the card that pays it. */
  savesCard: boolean;
  attempts: readonly { outcome: AttemptOutcome; startedAt: number; cardId: string | null }[];
  order: { paymentState: PaymentState; holdsStock: boolean } | null;
};

/** An event as it came, `receivedAt` in ms. */
type Came = { type: string; receivedAt: number };

/**
 * `fetch`: Stripe is asked. `nothing`: all that Stripe could tell stands in our rows. `click`: a click
 * is sending this very payment, and hears Stripe's answer itself; until then (in ms) the event waits.
 */
export type NewsOf = { is: 'fetch' } | { is: 'nothing' } | { is: 'click'; until: number };

const fetch: NewsOf = { is: 'fetch' };
const nothing: NewsOf = { is: 'nothing' };

/**
 * Whether an event can tell what we do not know. Refunds and disputes can, always: they change
 * later. A payment cannot once Stripe's final word on this very intent is ours: an attempt that
 * succeeded on it, or `canceled` as Stripe told it, which a success that we have not heard of
 * contradicts. That another intent has paid the order, or that this one was given up, says nothing.
 * What began before `clicksSince` (ms) is sent by no click any more: its server is gone.
 */
export function newsOf(
  known: KnownOfIntent,
  { type, receivedAt }: Came,
  now: number,
  clicksSince = 0,
): NewsOf {
  if (!type.startsWith('payment_intent.')) return fetch;
  if (known.intent === 'by_id' && isHeard(known, type)) return nothing;
  const until = clickUntil(known, receivedAt, clicksSince);
  return until !== null && now < until ? { is: 'click', until } : fetch;
}

function isHeard(known: KnownOfIntent, type: string): boolean {
  const { attempts, order, savesCard, canceledAt } = known;
  // Only a report closes it.
  if (order === null || attempts.some(({ outcome }) => isOpenOutcome(outcome))) return false;
  const paid = attempts.find(({ outcome }) => outcome === 'succeeded');
  if (paid) {
    // The card that was to be kept may not have been on the intent yet when its success was heard.
    return order.paymentState === 'paid' && !(savesCard && paid.cardId === null);
  }
  if (canceledAt === null || type === 'payment_intent.succeeded') return false;
  // A copy that is still set aside may be waiting for the end of this intent.
  return !(order.paymentState === 'declined' && order.holdsStock);
}

/** Counted from whichever came first: no event waits longer, whatever the clocks of two servers say. */
function clickUntil(
  { intent, attempts }: KnownOfIntent,
  receivedAt: number,
  clicksSince: number,
): number | null {
  const sending = attempts.find(
    ({ outcome, startedAt }) => outcome === 'sending' && startedAt >= clicksSince,
  );
  if (intent === 'unknown' || !sending) return null;
  return Math.min(sending.startedAt, receivedAt) + CLICK_IS_ALIVE_MS;
}
