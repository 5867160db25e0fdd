import { and, count, eq, inArray, isNull } from 'drizzle-orm';
import type { Database } from '@/db/database';
import { differencesOf, findDayWithSums } from '@/db/queries/daily-sums';
import { nextDay } from '@/lib/domain/day';
import type { OurBooks } from './books';

/** Reads what our database says of these people. */
export async function readOurBooks(db: Database, userIds: readonly string[]): Promise<OurBooks> {
  const { read } = db;
  const t = read.tables;
  const orders = await read.select().from(t.orders).where(inArray(t.orders.userId, userIds));
  const orderIds = orders.map(({ id }) => id);
  const held = await read
    .select({ productId: t.orders.productId, held: count() })
    .from(t.orders)
    .where(eq(t.orders.holdsStock, true))
    .groupBy(t.orders.productId);
  return {
    orders,
    customers: await read.select().from(t.customers).where(inArray(t.customers.userId, userIds)),
    intents: await read.select().from(t.intents).where(inArray(t.intents.orderId, orderIds)),
    attempts: await read.select().from(t.attempts).where(inArray(t.attempts.orderId, orderIds)),
    cards: await read.select().from(t.cards).where(inArray(t.cards.userId, userIds)),
    agreements: await read
      .select()
      .from(t.consents)
      .where(
        and(
          inArray(t.consents.orderId, orderIds),
          eq(t.consents.kind, 'charge_later'),
          isNull(t.consents.withdrawnAt),
        ),
      ),
    sentMails: await read
      .select()
      .from(t.mails)
      .where(and(inArray(t.mails.orderId, orderIds), eq(t.mails.kind, 'order_sent'))),
    refunds: await read.select().from(t.refunds).where(inArray(t.refunds.orderId, orderIds)),
    stock: (await read.select().from(t.stock)).map((edition) => ({
      ...edition,
      held: held.find(({ productId }) => productId === edition.productId)?.held ?? 0,
    })),
    sumFaults: await sumFaultsOf(db),
    pendingCalls: (
      await read.select().from(t.stripeCalls).where(isNull(t.stripeCalls.finishedAt))
    ).filter(({ dueAt }) => dueAt !== null),
  };
}

async function sumFaultsOf(db: Database): Promise<string[]> {
  const faults: string[] = [];
  for (let from = '2000-01-01'; ;) {
    const day = await findDayWithSums(db.read, from);
    if (day === null) return faults;
    faults.push(...(await db.transaction((tx) => differencesOf(tx, day))));
    from = nextDay(day);
  }
}
