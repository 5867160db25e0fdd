import { and, desc, eq, inArray, or } from 'drizzle-orm';
import type { PaidOrder } from '../../lib/domain/wallet-card';
import type { Reader } from '../database';
import type { Card } from './cards';

/**
 * The orders that a card has paid, the newest first. The same card under an older id counts: it was added
 * again since, or its issuer sent a new one.
 */
export async function listPaidWith(
  db: Reader,
  userId: string,
  { id, customerId, fingerprint }: Pick<Card, 'id' | 'customerId' | 'fingerprint'>,
  limit: number,
): Promise<PaidOrder[]> {
  const { attempts, cards, orders } = db.tables;
  const isCopy =
    fingerprint === null
      ? undefined
      : and(eq(cards.customerId, customerId), eq(cards.fingerprint, fingerprint));
  const copies = await db
    .select({ id: cards.id })
    .from(cards)
    .where(and(eq(cards.userId, userId), or(eq(cards.id, id), isCopy)));
  return db
    .select({
      id: orders.id,
      reference: orders.reference,
      title: orders.title,
      amount: attempts.amount,
      currency: attempts.currency,
      paidAt: attempts.startedAt,
    })
    .from(attempts)
    .innerJoin(orders, eq(orders.id, attempts.orderId))
    .where(
      and(
        inArray(
          attempts.cardId,
          copies.map((copy) => copy.id),
        ),
        eq(attempts.outcome, 'succeeded'),
        eq(orders.userId, userId),
      ),
    )
    .orderBy(desc(attempts.startedAt), desc(attempts.id))
    .limit(limit);
}
