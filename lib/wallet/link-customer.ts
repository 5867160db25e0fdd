import { findCustomer, linkCustomer, setStripeCustomer } from '@/db/queries/customers';
import type { User } from '@/db/queries/users';
import { database } from '../database';
import { stripeBinding } from '../stripe-binding';
import { createCustomer, customerParameters } from '../payments/customers';

export type LinkedCustomer = { id: string; stripeCustomerId: string };

/**
 * The Stripe Customer of a person, made at the first need. Two tabs at once find the same row and
 * send the same key, so Stripe makes one Customer. Throws PaymentsError.
 */
export async function linkStripeCustomer(user: User): Promise<LinkedCustomer> {
  const binding = await stripeBinding();
  const known = await findCustomer(database().read, user.id, binding);
  const row =
    known ??
    (await database().transaction((tx) =>
      linkCustomer(tx, user.id, binding, customerParameters(user), Date.now()),
    ));
  if (row.stripeCustomerId) return { id: row.id, stripeCustomerId: row.stripeCustomerId };
  const stripeCustomerId = await createCustomer(row.createKey, row.createParameters);
  await database().transaction((tx) => setStripeCustomer(tx, row.id, stripeCustomerId));
  return { id: row.id, stripeCustomerId };
}
