import type { User } from '@/db/queries/users';
import { namesMissingCustomer } from '../stripe/customers';
import { syncCustomer } from './sync-customer';
import { linkStripeCustomer, type LinkedCustomer } from './link-customer';

/**
 * Does something with a person's Customer. Where Stripe refuses because it was deleted, the person
 * gets another one, and it is done once more with that: nobody is stuck with one that is gone.
 */
export async function withCustomer<T>(
  user: User,
  work: (customer: LinkedCustomer) => Promise<T>,
): Promise<T> {
  const customer = await linkStripeCustomer(user);
  try {
    return await work(customer);
  } catch (error) {
    const isGone = namesMissingCustomer(error) && (await syncCustomer(customer.stripeCustomerId));
    if (!isGone) throw error;
  }
  return work(await linkStripeCustomer(user));
}
