import Stripe from 'stripe';
import { Merchant } from './merchant';
import { patientFetch } from './patient-fetch';
import type { WhichStripe } from './which-stripe';

/** The SDK, and what a merchant does in the Dashboard: `stripe.refund()`, `stripe.dispute()`. */
export type MerchantsStripe = Stripe & Pick<Merchant, 'refund' | 'dispute'>;

/**
 * Stripe as the merchant's own programs see it: stripe-local, or Stripe itself in test mode. It keeps within the limit
 * of calls that Stripe sets, and is sent away and comes again where others have used that up.
 */
export function connectToStripe(which: WhichStripe): MerchantsStripe {
  const stripe = new Stripe(which.secretKey, {
    apiVersion: '2026-10-28.endive',
    httpClient: Stripe.createFetchHttpClient(patientFetch(which.callsPerSecond)),
    telemetry: false,
    ...which.host,
  });
  const merchant = new Merchant(stripe, which);
  return Object.assign(stripe, {
    refund: merchant.refund.bind(merchant),
    dispute: merchant.dispute.bind(merchant),
  });
}
