import { and, eq, inArray, isNotNull, sql } from 'drizzle-orm';
import type { Transaction } from '../database';
import { idsOfEvents, idsOfOrders, IDS_AT_ONCE } from './person';

/**
 * Takes from a person's rows what is theirs and is no part of the books, at `at` (ms). `noAddress` is
 * what stands for their address from now on. Cards and Customers are at Stripe as before: whoever
 * calls this writes down the calls that end that, in the same transaction. Bears being run again.
 */
export async function erasePerson(
  tx: Transaction,
  userId: string,
  noAddress: string,
  at: number,
): Promise<void> {
  const t = tx.tables;
  const orderIds = await idsOfOrders(tx, userId);
  const eventIds = await idsOfEvents(tx, userId, orderIds);
  await tx
    .update(t.users)
    .set({
      email: noAddress,
      name: '',
      role: 'buyer',
      passwordHash: null,
      emailVerifiedAt: null,
      erasedAt: sql`coalesce(${t.users.erasedAt}, ${at})`,
    })
    .where(eq(t.users.id, userId));
  await tx.delete(t.signInAccounts).where(eq(t.signInAccounts.userId, userId));
  await tx.delete(t.sessions).where(eq(t.sessions.userId, userId));
  await tx.delete(t.emailTokens).where(eq(t.emailTokens.userId, userId));
  await tx.update(t.customers).set({ createParameters: {} }).where(eq(t.customers.userId, userId));
  await tx
    .update(t.cards)
    .set({
      ...{ brand: '', last4: '', expMonth: 0, expYear: 0, funding: '', country: null },
      ...{ billing: null, nickname: null },
      ...{ fingerprint: null, state: 'detached', isDefault: false, updatedAt: at },
    })
    .where(eq(t.cards.userId, userId));
  await tx.delete(t.addresses).where(eq(t.addresses.userId, userId));
  await tx.update(t.orders).set({ receiptEmail: noAddress }).where(eq(t.orders.userId, userId));
  await tx.update(t.notes).set({ text: '' }).where(eq(t.notes.userId, userId));
  await tx
    .update(t.mails)
    .set({ recipient: '', data: {}, lastError: null, dueAt: null, emptiedAt: at })
    .where(eq(t.mails.userId, userId));
  for (let from = 0; from < orderIds.length; from += IDS_AT_ONCE) {
    const some = orderIds.slice(from, from + IDS_AT_ONCE);
    await tx.delete(t.orderAddresses).where(inArray(t.orderAddresses.orderId, some));
    // What payments were made with names the address. Nothing is under way that would be sent again.
    await tx
      .update(t.intents)
      .set({ createParameters: {} })
      .where(inArray(t.intents.orderId, some));
    await tx
      .update(t.attempts)
      .set({ parameters: {} })
      .where(and(inArray(t.attempts.orderId, some), isNotNull(t.attempts.key)));
  }
  for (let from = 0; from < eventIds.length; from += IDS_AT_ONCE) {
    await tx
      .update(t.webhookEvents)
      .set({ payload: {}, emptiedAt: at })
      .where(
        and(
          inArray(t.webhookEvents.stripeEventId, eventIds.slice(from, from + IDS_AT_ONCE)),
          // One that waits is needed to be processed, and is emptied in its time.
          isNotNull(t.webhookEvents.processedAt),
        ),
      );
  }
}
