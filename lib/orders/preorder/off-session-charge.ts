import { findOpenAttempt, listAttempts } from '@/db/queries/attempts';
import { findCardById, type Card } from '@/db/queries/cards';
import { findConsent } from '@/db/queries/consents';
import { getCustomer } from '@/db/queries/customers';
import { findAddressOfOrder } from '@/db/queries/order-addresses';
import { findOrderById, type Order } from '@/db/queries/orders';
import type { Reader, Transaction } from '@/db/database';
import { database } from '../../database';
import { expiryOf } from '../../domain/card';
import { Failure, type FailureCode } from '../../domain/failure';
import type { PaymentState } from '../../domain/order';
import { mayChargeAgain } from '../../domain/retry-after-decline';
import { log } from '../../log';
import { askBuyer } from '../../notify/ask-buyer';
import { PaymentsError } from '../../stripe/errors';
import { cancelIfFailedTooOften } from '../attempts/cancel-intent';
import { finishMakingIntent } from '../attempts/make-intent';
import { checkRefusedCard } from '../attempts/refused-card';
import { sendAttempt } from '../attempts/send-attempt';
import { stopSaving } from '../attempts/update-intent';
import { writeAttempt, type Begun } from '../attempts/write-attempt';
import { findsNoCopy } from '../sync/copy';
import { declinesOf } from '../sync/off-session-decline';
import { syncOrder } from '../sync/sync-order';

/**
 * Why an order cannot be charged off-session.
 * - `order_closed`: it is not one that waits to be charged.
 * - `payment_in_progress`: a payment of it is under way.
 * - `too_late`: the agreement does not cover it, or not any more.
 * - `address_needed`: nobody has said where it goes; asked by the desk only, before it is charged.
 * - `card_not_ready`: the card is gone, removed or expired.
 * - `charge_not_allowed`: the card was declined in a way after which it is not asked again.
 * - `sold_out`: it has no copy of its edition, and none is left.
 */
export type OffSessionFault = Extract<
  FailureCode,
  | 'order_closed'
  | 'payment_in_progress'
  | 'too_late'
  | 'address_needed'
  | 'card_not_ready'
  | 'charge_not_allowed'
  | 'sold_out'
>;

type Checked = { fault: OffSessionFault } | { fault: null; card: Card; stripeCustomerId: string };

/** A declined order may be charged again by its schedule only; the desk charges what is scheduled. */
export type ChargedBy = 'desk' | 'schedule';

/**
 * Makes an order's intent ready for an off-session charge: one whose making was never answered gets
 * its id, one that has failed too often makes way, and one that would save the card that pays it
 * does so no more, because Stripe refuses the two together. Throws PaymentsError.
 */
export async function prepareOffSessionCharge(orderId: string): Promise<void> {
  await finishMakingIntent(orderId);
  await cancelIfFailedTooOften(orderId);
  await stopSaving(orderId);
}

/** Checks order, card and agreement, again at every charge. */
export async function checkOffSessionCharge(
  db: Reader,
  order: Order,
  by: ChargedBy,
  at: number,
): Promise<Checked> {
  const isWaiting =
    order.paymentState === 'scheduled' ||
    (by === 'schedule' && order.paymentState === 'declined' && order.nextChargeAt !== null);
  if (!order.isPreorder || !isWaiting) return { fault: 'order_closed' };
  if (await findOpenAttempt(db, order.id)) return { fault: 'payment_in_progress' };
  const consent = await findConsent(db, { orderId: order.id, kind: 'charge_later' });
  if (!consent || order.shipBy === null || order.shipBy < at) return { fault: 'too_late' };
  if (by === 'desk' && !(await findAddressOfOrder(db, order.id))) {
    return { fault: 'address_needed' };
  }
  const card = order.scheduledCardId && (await findCardById(db, order.scheduledCardId));
  if (!card || !isAttached(card) || card.customerId !== order.customerId) {
    return { fault: 'card_not_ready' };
  }
  // Its owner agreed that it is charged while they are there. A pre-order sets its card up for more.
  if (card.setupUsage !== 'off_session') return { fault: 'card_not_ready' };
  if (expiryOf(card, at) === 'expired') return { fault: 'card_not_ready' };
  const declines = declinesOf(await listAttempts(db, order.id), card.id);
  if (!mayChargeAgain(declines)) return { fault: 'charge_not_allowed' };
  if (await findsNoCopy(db, order)) return { fault: 'sold_out' };
  const { stripeCustomerId } = await getCustomer(db, order.customerId);
  return stripeCustomerId ? { fault: null, card, stripeCustomerId } : { fault: 'card_not_ready' };
}

/** A newer copy hides an older one that stays attached, because orders need it. */
const isAttached = ({ state }: Card): boolean => state === 'active' || state === 'replaced';

/**
 * Writes down an off-session charge, or why there can be none. Where only a card is missing the
 * buyer is asked for one. Nothing is sent yet. Throws Failure `payment_in_progress`, and `sold_out`
 * where the last copy went at this moment.
 */
export async function writeOffSessionCharge(
  tx: Transaction,
  order: Order,
  by: ChargedBy,
  at: number,
): Promise<{ begun: Begun } | { fault: OffSessionFault }> {
  const checked = await checkOffSessionCharge(tx, order, by, at);
  if (checked.fault === null) {
    const customer = { id: order.customerId, stripeCustomerId: checked.stripeCustomerId };
    const { card } = checked;
    return { begun: await writeAttempt(tx, { order, customer, card, isOffSession: true }, at) };
  }
  if (checked.fault === 'card_not_ready') {
    const card = order.scheduledCardId ? await findCardById(tx, order.scheduledCardId) : null;
    const because = order.scheduledCardId ?? 'no card';
    await askBuyer(tx, order, { needs: 'card_gone', card, because }, at);
  }
  return { fault: checked.fault };
}

/**
 * Sends a charge that was written down, and tells where its order stands then. Nobody waits for
 * it, so what goes wrong is not thrown: it stands in the order, and the reconciler or the schedule
 * goes on from there.
 */
export async function sendOffSessionCharge(begun: Begun): Promise<PaymentState> {
  const orderId = begun.order.id;
  try {
    await sendAttempt(begun);
  } catch (error) {
    if (!(error instanceof PaymentsError)) throw error;
    log().warn({ error, orderId, attemptId: begun.attempt.id }, 'a charge was not answered');
    // Its intent was canceled or paid by somebody else meanwhile.
    if (error.fault === 'unexpected_state') await syncOrder(orderId);
    await lookAtCard(error, begun.attempt.cardId);
  }
  const order = await findOrderById(database().read, orderId);
  if (!order) throw new Error(`order ${orderId} is gone`);
  return order.paymentState;
}

/** Where the card is gone, its orders and their buyers have been told by the look itself. */
async function lookAtCard(error: PaymentsError, cardId: string | null): Promise<void> {
  try {
    await checkRefusedCard(error, cardId);
  } catch (found) {
    if (!(found instanceof Failure || found instanceof PaymentsError)) throw found;
  }
}
