import type Stripe from 'stripe';

/** What is left of a customer after deletion. */
export const customerStub = (id: string): Stripe.DeletedCustomer => ({
  id,
  object: 'customer',
  deleted: true,
});
