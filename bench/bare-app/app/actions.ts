'use server';

import { stripe } from './stripe';

/** The same call to Stripe as one click makes, and nothing else: no session, no order, no database. */
export async function pay(customer: string, card: string) {
  const intent = await stripe.paymentIntents.create(
    {
      ...{ amount: 4800, description: 'Tideline' },
      currency: 'eur',
      customer,
      payment_method: card,
      confirm: true,
      use_stripe_sdk: true,
      return_url: 'http://127.0.0.1/return',
      allowed_payment_method_types: ['card'],
      expand: ['latest_charge', 'payment_method'],
    },
    { idempotencyKey: crypto.randomUUID() },
  );
  return { ok: intent.status === 'succeeded' };
}
