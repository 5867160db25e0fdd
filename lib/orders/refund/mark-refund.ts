import { touchOrder } from '@/db/queries/orders';
import { moveUnansweredRefund, type Refund } from '@/db/queries/refunds';
import { database } from '../../database';
import { tell } from '../../notify/timeline';

/** For the timeline; no words of Stripe's. */
type Why = { fault: string; code: string | null };

/**
 * Writes down that Stripe left a refund unanswered, or never had it. False where Stripe told of it
 * meanwhile.
 */
export const markRefund = (
  { id, orderId, amount, currency }: Refund,
  status: 'unknown' | 'not_sent',
  why: Why | null,
  at: number,
): Promise<boolean> =>
  database().transaction(async (tx) => {
    // The order first, as everywhere: two writers that lock in turn would wait for each other.
    await touchOrder(tx, orderId, at);
    if (!(await moveUnansweredRefund(tx, id, status, at))) return false;
    const event = status === 'unknown' ? 'refund_unknown' : 'refund_not_sent';
    await tell(tx, orderId, event, { amount, currency, ...why }, at);
    return true;
  });
