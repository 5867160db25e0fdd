import { and, desc, eq, gt, isNotNull, sql, type SQL } from 'drizzle-orm';
import type { Page, PageRequest, Place } from '../../lib/domain/page';
import type { Reader } from '../database';
import { keysetPage } from './keyset';
import type { Order } from './orders';

export type OrderToSend = Order & { paidAt: number; email: string };

/** Staff begin with what waits longest. */
export const TO_SEND_TOP = 'oldest';

// Written out, not bound: a partial index is only taken where the words of its condition stand. Of what
// is paid by its time, which an order has from then on: SQLite would find the state in another index.
const isToSend = ({ tables: { orders: t } }: Reader): SQL =>
  sql`${t.paidAt} is not null and ${t.sentAt} is null and not ${t.sentUnrecorded} and ${t.refundedAmount} < ${t.amount} and (${t.dispute} is null or ${t.dispute} <> 'lost')`;

/** What is paid and not sent, and is to be: `isToBeSent` in lib/domain. What was paid first comes first. */
export const listOrdersToSend = (db: Reader, request: PageRequest): Promise<Page<OrderToSend>> => {
  const { orders, users } = db.tables;
  return keysetPage(
    { at: orders.paidAt, id: orders.id },
    request,
    ({ paidAt, id }: OrderToSend): Place => ({ at: paidAt, id }),
    async ({ where, orderBy, limit }) => {
      const rows = await db
        .select({ order: orders, email: users.email })
        .from(orders)
        .innerJoin(users, eq(users.id, orders.userId))
        .where(and(isToSend(db), where))
        .orderBy(...orderBy)
        .limit(limit);
      return rows.map(({ order, email }) => ({ ...order, paidAt: order.paidAt ?? 0, email }));
    },
    { top: TO_SEND_TOP },
  );
};

/** What was marked as sent after `since` (ms), the last first. */
export const listSentSince = (db: Reader, since: number, limit: number): Promise<Order[]> => {
  const { orders } = db.tables;
  return db
    .select()
    .from(orders)
    .where(and(isNotNull(orders.sentAt), gt(orders.sentAt, since)))
    .orderBy(desc(orders.sentAt), desc(orders.id))
    .limit(limit);
};
