import { findOpenAttempt, listAttempts } from '@/db/queries/attempts';
import { findCardById, type Card } from '@/db/queries/cards';
import { findConsent } from '@/db/queries/consents';
import { getCustomer } from '@/db/queries/customers';
import type { Order } from '@/db/queries/orders';
import type { Reader, Transaction } from '@/db/database';
import { expiryOf } from '../../domain/card';
import { mayChargeAgain } from '../../domain/retry-after-decline';
import type { FailureCode } from '../../domain/failure';
import { declinesOf } from '../sync/off-session-decline';
import { askBuyer } from '../../notify/ask-buyer';
import { writeAttempt, type Begun } from '../attempts/write-attempt';

/**
 * Why an order cannot be charged while its buyer is away.
 * - `order_closed`: it is not one that waits to be charged.
 * - `payment_in_progress`: a payment of it is under way.
 * - `too_late`: the agreement does not cover it, or not any more.
 * - `card_not_ready`: the card is gone, removed or expired.
 * - `charge_not_allowed`: the card was declined in a way after which it is not asked again.
 */
export type ChargeFault = Extract<
  FailureCode,
  'order_closed' | 'payment_in_progress' | 'too_late' | 'card_not_ready' | 'charge_not_allowed'
>;

type Checked = { fault: ChargeFault } | { fault: null; card: Card; stripeCustomerId: string };

/** A declined order may be charged again by its schedule only; the desk charges what is scheduled. */
export type ChargedBy = 'desk' | 'schedule';

/** Order, card and agreement, checked again at every charge. */
export async function checkCharge(
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
  const card = order.scheduledCardId && (await findCardById(db, order.scheduledCardId));
  if (!card || !isAttached(card) || card.customerId !== order.customerId) {
    return { fault: 'card_not_ready' };
  }
  if (expiryOf(card, at) === 'expired') return { fault: 'card_not_ready' };
  const declines = declinesOf(await listAttempts(db, order.id), card.id);
  if (!mayChargeAgain(declines)) return { fault: 'charge_not_allowed' };
  const { stripeCustomerId } = await getCustomer(db, order.customerId);
  return stripeCustomerId ? { fault: null, card, stripeCustomerId } : { fault: 'card_not_ready' };
}

/** A newer copy hides an older one that stays attached, because orders need it. */
const isAttached = ({ state }: Card): boolean => state === 'active' || state === 'replaced';

/**
 * Writes down a charge in the buyer's absence, or why there can be none. Where only a card is
 * missing its buyer is asked for one. Nothing is sent yet. Throws Failure `payment_in_progress`.
 */
export async function beginCharge(
  tx: Transaction,
  order: Order,
  by: ChargedBy,
  at: number,
): Promise<{ begun: Begun } | { fault: ChargeFault }> {
  const checked = await checkCharge(tx, order, by, at);
  if (checked.fault === null) {
    const customer = { id: order.customerId, stripeCustomerId: checked.stripeCustomerId };
    const { card } = checked;
    return { begun: await writeAttempt(tx, { order, customer, card, buyer: 'away' }, at) };
  }
  if (checked.fault === 'card_not_ready') {
    const card = order.scheduledCardId ? await findCardById(tx, order.scheduledCardId) : null;
    const because = order.scheduledCardId ?? 'no card';
    await askBuyer(tx, order, { needs: 'card_gone', card, because }, at);
  }
  return { fault: checked.fault };
}
