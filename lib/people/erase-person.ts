import { erasePerson as eraseRows } from '@/db/queries/erase-person';
import { listAtStripe } from '@/db/queries/person';
import { isCallWaiting, writeCall } from '@/db/queries/stripe-calls';
import { listUnderWay } from '@/db/queries/under-way';
import { findUser, lockPerson } from '@/db/queries/users';
import type { Transaction } from '@/db/database';
import { database } from '../database';
import { noAddressOf } from '../domain/no-address';
import type { Erased } from '../domain/person';

/**
 * Takes from the shop what names a person, and leaves the books: orders, amounts, refunds, disputes
 * and what was agreed to, of somebody who is not named any more. Their sessions, links and ways in
 * end. The cards are detached at Stripe and the Customer is deleted there, through the outbox: the
 * calls are written down in the same transaction, so that a crash leaves either nothing done or
 * nothing forgotten. A deleted Customer's payments stay at Stripe, and can be refunded.
 *
 * Nothing is done where something is under way, which is named. It may be run again, and takes then
 * what has come in since.
 */
export const erasePerson = (userId: string): Promise<Erased> =>
  database().transaction(async (tx) => {
    await lockPerson(tx, userId);
    const user = await findUser(tx, userId);
    if (!user) return { outcome: 'not_there' };
    if (user.role === 'staff') return { outcome: 'staff' };
    const underWay = await listUnderWay(tx, userId);
    if (underWay.length > 0) return { outcome: 'under_way', underWay };
    const at = Date.now();
    await writeCalls(tx, userId, at);
    await eraseRows(tx, userId, noAddressOf('erased', userId), at);
    return { outcome: 'erased' };
  });

/** Before the rows are emptied, which tell what there is to be ended. */
async function writeCalls(tx: Transaction, userId: string, at: number): Promise<void> {
  const { cards, customers } = await listAtStripe(tx, userId);
  for (const target of cards) {
    await writeCall(tx, { operation: 'detach_card', target, parameters: {}, dueAt: at }, at);
  }
  for (const target of customers) {
    if (await isCallWaiting(tx, 'delete_customer', target)) continue;
    await writeCall(tx, { operation: 'delete_customer', target, parameters: {}, dueAt: at }, at);
  }
}
