import { stripe } from '../stripe';

/** Verifies the signature, and does nothing. */
export async function POST(request: Request) {
  const signature = request.headers.get('stripe-signature') ?? '';
  const secret = process.env.STRIPE_WEBHOOK_SECRET ?? '';
  stripe.webhooks.constructEvent(await request.text(), signature, secret);
  return Response.json({ said: 'verified' });
}
