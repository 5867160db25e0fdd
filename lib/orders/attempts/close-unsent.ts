import { listAttempts, moveAttempt, type Attempt } from '@/db/queries/attempts';
import { endIntent } from '@/db/queries/intents';
import { changeOrderJustRead, findOrderById, type Order } from '@/db/queries/orders';
import type { Transaction } from '@/db/database';
import { database } from '../../database';
import { afterUnsent } from '../../domain/retry-after-decline';
import { nextPaymentState } from '../../domain/order';
import { unsentEvent } from '../../domain/outcome';
import { tell } from '../../notify/timeline';

type Why = {
  /** The intent was never made, or has been canceled: the order may have another. */
  endsIntent?: boolean;
  /** For the timeline; no words of Stripe's. */
  data?: { fault: string; code: string | null; param?: string };
};

/**
 * Ends an attempt that never reached Stripe: nobody was charged, and the order can be paid again.
 * Does nothing where the attempt was ended meanwhile.
 */
export async function closeUnsent(attempt: Attempt, why: Why = {}): Promise<void> {
  await database().transaction(async (tx) => {
    const at = Date.now();
    if (!(await moveAttempt(tx, attempt.id, 'not_sent', null, at))) return;
    if (why.endsIntent) await endIntent(tx, attempt.intentId, at);
    const order = await findOrderById(tx, attempt.orderId);
    if (!order) throw new Error(`attempt ${attempt.id} is of no order`);
    const paymentState = nextPaymentState(order.paymentState, unsentEvent(attempt));
    const nextChargeAt = await chargeAgainAt(tx, order, attempt, why, at);
    await changeOrderJustRead(tx, order, { paymentState, nextChargeAt }, at);
    await tell(tx, order.id, 'payment_not_sent', why.data ?? {}, at);
    if (nextChargeAt !== null) {
      await tell(tx, order.id, 'charge_put_off', { until: nextChargeAt }, at);
    }
  });
}

/** Turned away unread, not sent in time, or its intent was canceled: another one takes its place. */
const passing: readonly string[] = ['busy', 'out_of_time', 'unexpected_state'];

/**
 * When an off-session charge is sent anew: where it was lost on its way, or not looked at. What Stripe said no to is not asked again, and a buyer who waited can press again.
 */
async function chargeAgainAt(
  tx: Transaction,
  order: Order,
  attempt: Attempt,
  { data }: Why,
  at: number,
): Promise<number | null> {
  const isPassing = data === undefined || passing.includes(data.fault);
  if (!attempt.isOffSession || !isPassing || order.paymentState === 'canceled') return null;
  const attempts = await listAttempts(tx, order.id);
  const lastHeard = attempts.findLastIndex(({ outcome }) => outcome !== 'not_sent');
  const unsent = attempts.length - 1 - lastHeard;
  return afterUnsent(unsent, { at, until: order.shipBy ?? at });
}
