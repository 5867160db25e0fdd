import { findOpenAttempt } from '@/db/queries/attempts';
import { withdrawOrderConsent } from '@/db/queries/consents';
import type { Order } from '@/db/queries/orders';
import type { Transaction } from '@/db/database';
import type { User } from '@/db/queries/users';
import type { LinkedCustomer } from '../../customers/link-customer';
import { Failure } from '../../domain/failure';
import { isPayableNow } from '../../domain/order';
import { refuseAfterFailures } from '../../limits/card-testing';
import { takeIntentPlace } from '../../limits/live-secrets';
import { getUsableCard } from '../attempts/usable-card';
import { writeAttempt, type Begun } from '../attempts/write-attempt';

/**
 * Writes down an attempt to pay an order with a saved card, its buyer present. Nothing is sent yet.
 * Throws Failure: `not_found` for a card that is missing or somebody else's, `card_not_ready`,
 * `order_closed`, `payment_in_progress`, `payment_limit`, `bank_waits`. Throws NoRoom.
 */
export async function beginAttempt(
  tx: Transaction,
  user: User,
  customer: LinkedCustomer,
  { order, cardId }: { order: Order; cardId: string },
  at: number,
): Promise<Begun> {
  const { scheduledCardId } = order;
  const usable = { customerId: customer.id, scheduledCardId };
  const card = await getUsableCard(tx, user.id, cardId, usable, at);
  if (!isPayableNow(order)) throw new Failure('order_closed');
  if (await findOpenAttempt(tx, order.id)) throw new Failure('payment_in_progress');

  // A box that was ticked beside the card form spoke of a card that is not the one used now.
  await withdrawOrderConsent(tx, user.id, order.id, 'save_card_while_paying', at);
  const begun = await writeAttempt(tx, { order, customer, card, isOffSession: false }, at);
  // After the order's row, as everywhere: two who lock the same rows in two orders lock each other out.
  await refuseAfterFailures(tx, user.id, order.id, at, card);
  // Its bank may ask, and the browser gets the secret for that.
  await takeIntentPlace(tx, user.id, begun.intent, at);
  return begun;
}
