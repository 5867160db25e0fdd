import { asc, eq } from 'drizzle-orm';
import { insertOnce } from '../built-once';
import type { Reader, Tables, Transaction } from '../database';
import { newId } from '../new-id';

export type OrderEvent = Tables['orderEvents']['$inferSelect'];

type NewOrderEvent = Pick<OrderEvent, 'orderId' | 'type' | 'data' | 'requestId'>;

const newOrderEvent = insertOnce(
  ({ orderEvents }) => orderEvents,
  (insert) => insert,
);

export async function addOrderEvent(
  tx: Transaction,
  event: NewOrderEvent,
  at: number,
): Promise<void> {
  await newOrderEvent(tx, { ...event, id: newId(), at });
}

export const listOrderEvents = (db: Reader, orderId: string): Promise<OrderEvent[]> => {
  const { orderEvents } = db.tables;
  return db
    .select()
    .from(orderEvents)
    .where(eq(orderEvents.orderId, orderId))
    .orderBy(asc(orderEvents.at), asc(orderEvents.id));
};
