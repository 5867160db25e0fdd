import { listAttention, type Attention } from '@/db/queries/attention';
import { findPaidIntent, listIntents } from '@/db/queries/intents';
import type { Order } from '@/db/queries/orders';
import { listRefunds } from '@/db/queries/refunds';
import { database } from '../../database';
import { isSettled } from '../../domain/attention';

/** Something that is or was owed, with whether the money has gone back since. */
export type AttentionEntry = Attention & { isSettled: boolean };

/** What was ever owed of an order, the oldest first, dealt with or not. */
export async function readAttention(
  order: Pick<Order, 'id' | 'refundedAmount' | 'dispute'>,
): Promise<AttentionEntry[]> {
  const { read } = database();
  const rows = await listAttention(read, order.id);
  if (rows.length === 0) return [];
  const [refunds, intents, paid] = await Promise.all([
    listRefunds(read, order.id),
    listIntents(read, order.id),
    findPaidIntent(read, order.id),
  ]);
  const paidBy = paid?.stripeIntentId ?? null;
  const stripeIds = new Map(intents.map(({ id, stripeIntentId }) => [id, stripeIntentId]));
  const given = refunds.map(({ intentId, ...refund }) => ({
    ...refund,
    stripeIntentId: (intentId === null ? null : stripeIds.get(intentId)) ?? paidBy,
  }));
  const { refundedAmount, dispute } = order;
  return rows.map((row) => {
    const { kind, cause, since, amount, currency } = row;
    const owed = { kind, cause, since, total: { amount, currency } };
    const money = { refundedAmount, dispute, refunds: given };
    return { ...row, isSettled: isSettled(owed, money) };
  });
}
