import { findAddressOfOrder } from '@/db/queries/order-addresses';
import type { Order } from '@/db/queries/orders';
import { findUser } from '@/db/queries/users';
import type { Transaction } from '@/db/database';
import { addressLines } from '../domain/address';

/**
 * The lines of an order's address, for a mail to `recipient`. Only to the account's own address, once
 * it is confirmed: to anybody else's, whoever signs up with it could have us mail a text of theirs.
 */
export async function whereItGoes(
  tx: Transaction,
  { id, userId }: Pick<Order, 'id' | 'userId'>,
  recipient?: string,
): Promise<{ goesTo?: string[] }> {
  const user = await findUser(tx, userId);
  const isOwn = user && user.emailVerifiedAt !== null && (recipient ?? user.email) === user.email;
  const address = isOwn ? await findAddressOfOrder(tx, id) : null;
  return address ? { goesTo: addressLines(address) } : {};
}
