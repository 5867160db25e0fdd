import type Stripe from 'stripe';
import type { Json } from '../domain/json';
import type { WrittenKey } from '../domain/ids';
import { stripe } from './client';
import { PaymentsError } from './errors';
import { sendable } from './sendable';
import { change, look } from './send';

/** `userId` is what links the Customer to a person; email is for whoever reads the Dashboard. */
export const customerParameters = (user: { id: string; email: string; name: string }): Json =>
  ({
    email: user.email,
    name: user.name,
    metadata: { user_id: user.id },
  }) satisfies Stripe.CustomerCreateParams;

/** Returns the Customer's id. Throws PaymentsError. */
export async function createCustomer(key: WrittenKey, parameters: Json): Promise<string> {
  const customer = await change(key, (keyed) =>
    stripe().customers.create(sendable<Stripe.CustomerCreateParams>(parameters), keyed),
  );
  return customer.id;
}

/**
 * Deletes a Customer for good: its cards are off and cannot be charged, its payments stay. One that is
 * gone already is fine. Throws PaymentsError.
 */
export async function deleteCustomer(key: WrittenKey, stripeCustomerId: string): Promise<void> {
  try {
    await change(key, (keyed) => stripe().customers.del(stripeCustomerId, undefined, keyed));
  } catch (error) {
    if (!(error instanceof PaymentsError) || error.fault !== 'missing') throw error;
  }
}

/** False where it was deleted, or Stripe knows no such Customer. Throws PaymentsError. */
export async function isCustomerThere(stripeCustomerId: string): Promise<boolean> {
  try {
    const customer = await look(() => stripe().customers.retrieve(stripeCustomerId));
    return !customer.deleted;
  } catch (error) {
    if (error instanceof PaymentsError && error.fault === 'missing') return false;
    throw error;
  }
}

/** Stripe refused a call because the Customer that it names is not there. */
export const namesMissingCustomer = (error: unknown): boolean =>
  error instanceof PaymentsError && error.fault === 'missing' && error.param === 'customer';
