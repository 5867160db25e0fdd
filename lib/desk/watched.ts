import type { DeskAttempt } from '../domain/desk-view';
import { REFUND_IS_STUCK_AFTER_MS, watchedKinds, type WatchedKind } from '../domain/attention';
import { answerableDisputes, type DisputeStatus } from '../domain/order';
import type { RefundEntry } from '../domain/refund';

type Order = {
  dispute: DisputeStatus | null;
  attempts: readonly Pick<DeskAttempt, 'outcome'>[];
  refunds: readonly Pick<RefundEntry, 'status' | 'createdAt'>[];
};

/** What wants somebody until Stripe says that it is over; the same that the desk's list goes by. `now` in ms. */
export function watchedOf({ dispute, attempts, refunds }: Order, now: number): WatchedKind[] {
  const isStuck = ({ status, createdAt }: Order['refunds'][number]) =>
    (status === 'pending' || status === 'requires_action') &&
    createdAt < now - REFUND_IS_STUCK_AFTER_MS;
  const applies: Record<WatchedKind, boolean> = {
    dispute_unanswered: answerableDisputes.some((status) => status === dispute),
    payment_unknown: attempts.some(({ outcome }) => outcome === 'unknown'),
    refund_unknown: refunds.some(({ status }) => status === 'sending' || status === 'unknown'),
    refund_stuck: refunds.some(isStuck),
  };
  return watchedKinds.filter((kind) => applies[kind]);
}
