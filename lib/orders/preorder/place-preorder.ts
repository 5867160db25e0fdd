import { z } from 'zod';
import { giveOrderConsent } from '@/db/queries/consents';
import type { Order } from '@/db/queries/orders';
import { findOpenAttempt } from '@/db/queries/attempts';
import type { Transaction } from '@/db/database';
import type { User } from '@/db/queries/users';
import { checkWording } from '../../domain/consent';
import { Failure } from '../../domain/failure';
import { sameMoney } from '../../domain/money';
import { takesCard } from '../../domain/order';
import { chargeLaterWording, CHARGE_LATER_VERSION } from '../../domain/preorder';
import type { LinkedCustomer } from '../../customers/link-customer';
import { destinationInput } from '../destination';
import { getOrPlaceOrder, moneyInput, subjectInput } from '../subject';

/** What every way to choose the card of a pre-order sends along. */
export const preorderInput = z.object({
  /** A new purchase, or a pre-order that waits for a card or changes it. */
  subject: subjectInput,
  /** What the page showed: an assertion, from which no word of the agreement is made. */
  shown: moneyInput.extend({ shipBy: z.number().int().positive() }),
  /** The version of the words that the page showed. */
  consentVersion: z.string().max(40),
  to: destinationInput.optional(),
});
export type PreorderInput = z.output<typeof preorderInput>;

/**
 * The pre-order that a card is chosen for, placed if it is new. What the page showed is held against
 * it. Throws Failure: `too_late` for words of an older version, `purchase_mismatch`,
 * `price_changed`, `not_found`, and what `placeOrder` throws.
 */
export async function placePreorder(
  tx: Transaction,
  user: User,
  customer: LinkedCustomer,
  { subject, shown, consentVersion, receiptEmail, to }: PreorderInput & { receiptEmail: string },
  at: number,
): Promise<Order> {
  checkWording(consentVersion, { version: CHARGE_LATER_VERSION });
  const { shipBy, ...price } = shown;
  const page = { subject, shown: price, shipBy, receiptEmail, to };
  const order = await getOrPlaceOrder(tx, user, customer, page, at);
  if (!sameMoney(order, price)) throw new Failure('price_changed');
  if (order.shipBy !== shipBy) throw new Failure('purchase_mismatch');
  return order;
}

/**
 * Writes down the agreement that an order is charged later: the words are made here, from the order.
 * Throws Failure `order_closed`, `payment_in_progress`, and `too_late` where its day is over.
 */
export async function agreeToChargeLater(
  tx: Transaction,
  user: User,
  order: Order,
  at: number,
): Promise<void> {
  const { id, title, amount, currency, shipBy } = order;
  if (!takesCard(order) || shipBy === null) throw new Failure('order_closed');
  if (shipBy < at) throw new Failure('too_late');
  // It is being charged to the card that it has.
  if (await findOpenAttempt(tx, id)) throw new Failure('payment_in_progress');
  const wording = chargeLaterWording({ title, total: { amount, currency }, shipBy });
  await giveOrderConsent(tx, user.id, id, 'charge_later', wording, at);
}
