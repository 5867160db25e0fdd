import type { StripePaymentElementOptions } from '@stripe/stripe-js';

/**
 * A card and nothing else. Card-only intents alone do not hide the wallets, and Link would take an
 * email address that is filled in for a request to sign up. The terms are ours: the page shows
 * exactly the words that it records.
 */
export const cardOnly = {
  layout: 'tabs',
  wallets: { link: 'never', applePay: 'never', googlePay: 'never' },
  terms: { card: 'never' },
} as const satisfies StripePaymentElementOptions;
