import { isCustomerThere } from '../../stripe/customers';
import { loseCustomer } from '../../customers/sync-customer';
import type { Handler } from '../handler';

/**
 * customer.deleted, customer.updated: a Customer that is gone takes its cards along. We keep only
 * the id of one that is there; names and addresses at Stripe are for whoever reads there.
 */
export const onCustomer: Handler = async ({ object }) => {
  const isThere = await isCustomerThere(object.id);
  return (tx) =>
    isThere
      ? Promise.resolve('the customer is there, and nothing of ours depends on what changed')
      : loseCustomer(tx, object.id, Date.now());
};
