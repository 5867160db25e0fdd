import {
  findCustomer,
  getCustomer,
  linkCustomer,
  renewCustomerKey,
  setStripeCustomer,
  type Customer,
} from '@/db/queries/customers';
import { isErased, type User } from '@/db/queries/users';
import { database } from '../database';
import { Failure } from '../domain/failure';
import type { Json } from '../domain/json';
import { stripeBinding } from '../stripe-binding';
import { createCustomer, customerParameters } from '../stripe/customers';
import { withoutRefusedDetail } from '../stripe/details';
import { PaymentsError } from '../stripe/errors';

export type LinkedCustomer = { id: string; stripeCustomerId: string };

/**
 * The Stripe Customer of a person, made at the first need. Two tabs at once find the same row and
 * send the same key, so Stripe makes one Customer. Throws PaymentsError, and Failure
 * `signed_out` for somebody who was erased.
 */
export async function linkStripeCustomer(user: User): Promise<LinkedCustomer> {
  const binding = await stripeBinding();
  const known = await findCustomer(database().read, user.id, binding);
  const row =
    known ??
    (await database().transaction(async (tx) => {
      // Somebody erased them since this click was let in.
      if (await isErased(tx, user.id)) throw new Failure('signed_out');
      return linkCustomer(tx, user.id, binding, customerParameters(user), Date.now());
    }));
  if (row.stripeCustomerId) return { id: row.id, stripeCustomerId: row.stripeCustomerId };
  const stripeCustomerId = await makeCustomer(row);
  await database().transaction((tx) => setStripeCustomer(tx, row.id, stripeCustomerId));
  return { id: row.id, stripeCustomerId };
}

async function makeCustomer(row: Customer): Promise<string> {
  try {
    return await createCustomer(row.createKey, row.createParameters);
  } catch (error) {
    const fewer = withoutRefusedDetail(row.createParameters, error);
    if (fewer) return makeCustomer(await renewed(row, fewer));
    // Kept with its old key, the row would have its owner refused for a day. A Customer that Stripe
    // made all the same has no cards and is nobody's.
    if (error instanceof PaymentsError && error.isKept) {
      await database().transaction((tx) => renewCustomerKey(tx, row));
    }
    throw error;
  }
}

/** Without the details there is nothing more to refuse, so this happens once. */
const renewed = (row: Customer, createParameters: Json): Promise<Customer> =>
  database().transaction(async (tx) => {
    await renewCustomerKey(tx, row, createParameters);
    // As it stands: another tab may have done the same, and both send that one key.
    return getCustomer(tx, row.id);
  });
