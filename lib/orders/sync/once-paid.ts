import { insertAttention } from '@/db/queries/attention';
import { setPaidCard } from '@/db/queries/attempts';
import { findConsent } from '@/db/queries/consents';
import { findCustomerByStripeId } from '@/db/queries/customers';
import { listOtherLiveIntents } from '@/db/queries/intents';
import { holdStock } from '@/db/queries/orders';
import { findStock, takeCopy } from '@/db/queries/stock';
import { writeCall } from '@/db/queries/stripe-calls';
import type { Transaction } from '@/db/database';
import type { AttentionKind } from '../../domain/attention';
import { tell } from '../../notify/timeline';
import { keepCard } from '../../wallet/keep-card';
import type { Heard } from './heard';

/**
 * For an order that was paid after it had been given up: whoever gave it up was told that nothing
 * was charged. It takes another copy; where there is none, money was taken for something that cannot
 * be sent. Staff see both, until somebody has dealt with it.
 */
export async function followLatePayment(tx: Transaction, heard: Heard): Promise<void> {
  const { order, at } = heard;
  if (order.paymentState === 'canceled') await oweFor(tx, heard, 'charged_after_cancel');
  if (order.holdsStock || !(await findStock(tx, order.productId))) return;
  if (await takeCopy(tx, order.productId)) return holdStock(tx, order.id);
  await tell(tx, order.id, 'oversold', {}, at);
  await oweFor(tx, heard, 'oversold');
}

/**
 * Whether what was heard is of a payment besides the one that the order was paid with: the first
 * that succeeded.
 */
export const isSecondPayment = ({ intent, report, allAttempts }: Heard): boolean => {
  const first = allAttempts.find(({ outcome }) => outcome === 'succeeded');
  return report.status === 'succeeded' && first !== undefined && first.intentId !== intent.id;
};

/** Money that was taken twice is owed back. Told again, it was written down before. */
export const followSecondPayment = (tx: Transaction, heard: Heard): Promise<void> =>
  oweFor(tx, heard, 'charged_twice');

async function oweFor(
  tx: Transaction,
  { order: { id: orderId, amount, currency }, report: { stripeIntentId: cause }, at }: Heard,
  kind: AttentionKind,
): Promise<void> {
  await insertAttention(tx, { orderId, kind, cause, amount, currency }, at);
}

/** Takes the card that paid into the wallet, where its owner agreed and Stripe has attached it. */
export async function keepPaidCard(
  tx: Transaction,
  { order, intent, report: { card, savedFor }, at }: Heard,
): Promise<void> {
  if (!card?.stripeCustomerId) return;
  const consent = await findConsent(tx, {
    orderId: order.id,
    kind: 'save_card_while_paying',
  });
  if (!consent) return;
  const customer = await findCustomerByStripeId(tx, card.stripeCustomerId);
  if (customer?.id !== order.customerId) return;
  const kept = { details: card, setupUsage: savedFor ?? 'none', isAgreed: true } as const;
  const keptCard = await keepCard(tx, customer, kept, at);
  // A card that has paid is known to be good: limits on cards that are tried out leave it alone.
  if (keptCard) await setPaidCard(tx, intent.id, keptCard.id);
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
