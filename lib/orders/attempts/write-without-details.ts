import { findOpenAttempt } from '@/db/queries/attempts';
import { findCardById } from '@/db/queries/cards';
import { getCustomer } from '@/db/queries/customers';
import { findLiveIntent } from '@/db/queries/intents';
import { findOrderById, type Order } from '@/db/queries/orders';
import { isPayableNow } from '../../domain/order';
import { refuseAfterFailures } from '../../limits/card-testing';
import { takeIntentPlace } from '../../limits/live-secrets';
import { withoutRefusedDetail } from '../../stripe/details';
import { withRoomForIntent } from './room-for-intent';
import { writeAttempt, type Begun } from './write-attempt';

/**
 * Writes down the attempt that follows one of which Stripe refused a detail: the same card and
 * amount, a key of its own, and no details. Null where the fault is another one, and where somebody
 * has taken the order in hand since the refused one was closed. Throws Failure `payment_limit`.
 */
export async function writeWithoutDetails(
  { order: { id: orderId, userId }, intent, attempt }: Begun,
  error: unknown,
): Promise<Begun | null> {
  // A confirm carries no details; the intent that it is about has been made.
  const createParameters = intent.stripeIntentId
    ? null
    : withoutRefusedDetail(intent.createParameters, error);
  if (createParameters === null) return null;
  const { cardId, isOffSession } = attempt;
  return withRoomForIntent(userId, async (tx) => {
    const at = Date.now();
    const order = await findOrderById(tx, orderId);
    if (!order || !mayGoOn(order, isOffSession)) return null;
    if (await findOpenAttempt(tx, orderId)) return null;
    if (await findLiveIntent(tx, orderId)) return null;
    const card = cardId === null ? null : await findCardById(tx, cardId);
    // Its owner has just removed it, in another tab.
    if (!card || card.state === 'removing' || card.state === 'detached') return null;
    const { stripeCustomerId } = await getCustomer(tx, order.customerId);
    if (!stripeCustomerId) return null;
    const customer = { id: order.customerId, stripeCustomerId };
    const toWrite = { order, customer, card, isOffSession, createParameters };
    const begun = await writeAttempt(tx, toWrite, at);
    if (isOffSession) return begun;
    await refuseAfterFailures(tx, order.userId, orderId, at, card);
    await takeIntentPlace(tx, order.userId, begun.intent, at);
    return begun;
  });
}

const mayGoOn = (order: Order, isOffSession: boolean): boolean =>
  isOffSession ? order.paymentState === 'scheduled' : isPayableNow(order);
