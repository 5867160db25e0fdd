import { expect } from 'vitest';
import { listMailsOfOrder } from '@/db/queries/mails';
import type { Order } from '@/db/queries/orders';
import { database } from '@/lib/database';

/** What is sent is paid, and its buyer is written to once; nobody is of what was not sent, or was undone. */
export async function holdsOfSending({ id, paymentState, sentAt }: Order): Promise<void> {
  const mails = (await listMailsOfOrder(database().read, id)).filter(
    ({ kind, heldBack }) => kind === 'order_sent' && heldBack !== 'taken_back',
  );
  if (sentAt !== null) expect(paymentState, 'is sent, so it is paid').toBe('paid');
  expect(mails, 'is told of once').toHaveLength(sentAt === null ? 0 : 1);
}
