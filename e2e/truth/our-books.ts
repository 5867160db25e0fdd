import { inArray, isNull } from 'drizzle-orm';
import type { Database } from '@/db/database';
import type { OurBooks } from './books';

/** Reads what our database says of these people. */
export async function readOurBooks(
  { read }: Database,
  userIds: readonly string[],
): Promise<OurBooks> {
  const t = read.tables;
  const orders = await read.select().from(t.orders).where(inArray(t.orders.userId, userIds));
  const orderIds = orders.map(({ id }) => id);
  return {
    orders,
    customers: await read.select().from(t.customers).where(inArray(t.customers.userId, userIds)),
    intents: await read.select().from(t.intents).where(inArray(t.intents.orderId, orderIds)),
    attempts: await read.select().from(t.attempts).where(inArray(t.attempts.orderId, orderIds)),
    cards: await read.select().from(t.cards).where(inArray(t.cards.userId, userIds)),
    pendingCalls: (
      await read.select().from(t.stripeCalls).where(isNull(t.stripeCalls.finishedAt))
    ).filter(({ dueAt }) => dueAt !== null),
  };
}
