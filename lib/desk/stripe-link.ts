import type { StripeLink } from '../domain/desk-view';
import { addressPart } from '../domain/address-part';
import { env } from '../env';

/** Where Stripe shows what it holds, in the mode that we are in; stripe-local has pages of its own. */
function dashboard(): string {
  const { mode, localUrl } = env().stripe;
  if (mode === 'local' && localUrl) return localUrl;
  return mode === 'live' ? 'https://dashboard.stripe.com' : 'https://dashboard.stripe.com/test';
}

export const paymentLink = (stripeIntentId: string): StripeLink => ({
  id: stripeIntentId,
  href: `${dashboard()}/payments/${stripeIntentId}`,
});

export const eventLink = (stripeEventId: string): StripeLink => ({
  id: stripeEventId,
  href: `${dashboard()}/events/${addressPart(stripeEventId)}`,
});
