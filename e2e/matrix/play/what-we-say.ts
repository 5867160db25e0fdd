import type { Records } from '../../fixtures/records';
import { seenAtLast } from './seen-at-last';

/** What our own rows say of an order's payment: `paid`, `declined: <code>`, or the state that it is in. */
export async function paymentWord(records: Records, orderId: string): Promise<string> {
  const order = await records.orderById(orderId);
  if (order?.paymentState !== 'declined') return order?.paymentState ?? 'no order';
  const last = (await records.attemptsOf(orderId)).at(-1);
  return `declined: ${last?.declineCode ?? last?.failureCode ?? 'without a code'}`;
}

/** The same once it is paid or declined. */
export const paymentWordAtLast = (records: Records, orderId: string): Promise<string> =>
  seenAtLast(
    () => paymentWord(records, orderId),
    (word) => word === 'paid' || word.startsWith('declined'),
  );

/** The one card of somebody's wallet; null where none comes. */
export const cardAtLast = (records: Records, userId: string) =>
  seenAtLast(
    async () => (await records.cardsOf(userId)).find(({ state }) => state === 'active') ?? null,
    (card) => card !== null,
  );
