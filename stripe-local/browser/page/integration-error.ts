/** Stripe.js throws these at mistakes of the page, never at mistakes of the buyer. */
export class IntegrationError extends Error {
  override readonly name = 'IntegrationError';
}
