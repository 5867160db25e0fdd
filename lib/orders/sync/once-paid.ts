import { findConsent } from '@/db/queries/consents';
import { findCustomerByStripeId } from '@/db/queries/customers';
import { listOtherLiveIntents } from '@/db/queries/intents';
import { holdStock } from '@/db/queries/orders';
import { findStock, takeCopy } from '@/db/queries/stock';
import { writeCall } from '@/db/queries/stripe-calls';
import type { Transaction } from '@/db/database';
import { tell } from '../../notify/timeline';
import { keepCard } from '../../wallet/keep-card';
import type { Heard } from './heard';

/**
 * For an order that was paid after it had given its copy back: the charge came after it was given
 * up. It takes another copy; where there is none, staff and buyer are told, because money was taken
 * for something that cannot be sent.
 */
export async function takeCopyLate(tx: Transaction, { order, at }: Heard): Promise<void> {
  if (order.holdsStock || !(await findStock(tx, order.productId))) return;
  if (await takeCopy(tx, order.productId)) await holdStock(tx, order.id);
  else await tell(tx, order.id, 'oversold', {}, at);
}

/** Takes the card that paid into the wallet, where its owner agreed and Stripe has attached it. */
export async function keepPaidCard(
  tx: Transaction,
  { order, report: { card }, at }: Heard,
): Promise<void> {
  if (!card?.stripeCustomerId) return;
  const consent = await findConsent(tx, {
    orderId: order.id,
    kind: 'save_card_while_paying',
  });
  if (!consent) return;
  const customer = await findCustomerByStripeId(tx, card.stripeCustomerId);
  if (customer?.id !== order.customerId) return;
  await keepCard(tx, customer, { details: card, setupUsage: 'off_session', isAgreed: true }, at);
}

/**
 * Has every other intent of a paid order canceled. One whose making was never answered may have
 * been given up, replaced, and charged all the same: its replacement could charge a second time.
 */
export async function cancelOtherIntents(
  tx: Transaction,
  { order, intent, at }: Heard,
): Promise<void> {
  for (const { stripeIntentId } of await listOtherLiveIntents(tx, order.id, intent.id)) {
    const call = { operation: 'cancel_intent', target: stripeIntentId } as const;
    await writeCall(tx, { ...call, parameters: {}, dueAt: at }, at);
  }
}
