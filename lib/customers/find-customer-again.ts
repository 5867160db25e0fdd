import { linkCustomer, setStripeCustomer, type Customer } from '@/db/queries/customers';
import type { Transaction } from '@/db/database';
import type { StripeBinding } from '@/db/queries/stripe-binding';
import { findUser } from '@/db/queries/users';
import { customerParameters } from '../stripe/customers';
import type { MadeCustomer } from '../stripe/made-since';

/**
 * Links a Customer at Stripe of which the database does not know to the person it was made for.
 * Null where that person is gone, too; what is returned may be another Customer that they have.
 */
export async function findCustomerAgain(
  tx: Transaction,
  { stripeCustomerId, userId, createdAt }: MadeCustomer,
  binding: StripeBinding,
): Promise<Customer | null> {
  const user = await findUser(tx, userId);
  if (!user) return null;
  const row = await linkCustomer(tx, userId, binding, customerParameters(user), createdAt);
  if (row.stripeCustomerId !== null) return row;
  await setStripeCustomer(tx, row.id, stripeCustomerId);
  return { ...row, stripeCustomerId };
}
