import type { Stripe } from '@stripe/stripe-js';
import { loadStripe } from '@stripe/stripe-js/pure';

export type StripeSettings = {
  publishableKey: string;
  /** Where stripe-local listens; null means Stripe itself. */
  localUrl: string | null;
};

/** One per key: Stripe.js must not be there twice, and Elements refuse a second Stripe object. */
const loaded = new Map<string, Promise<Stripe>>();

/** Stripe.js, loaded at the first call. Rejects where it cannot be loaded; the next call tries again. */
export function stripeOf(settings: StripeSettings): Promise<Stripe> {
  const key = `${settings.publishableKey} ${settings.localUrl ?? ''}`;
  const known = loaded.get(key);
  if (known) return known;
  const loading = load(settings).catch((error: unknown) => {
    loaded.delete(key);
    throw error;
  });
  loaded.set(key, loading);
  return loading;
}

async function load({ publishableKey, localUrl }: StripeSettings): Promise<Stripe> {
  if (localUrl) await putScript(`${localUrl}/js/stripe.js`);
  // Finds what the script above has put there, and fetches Stripe's own otherwise.
  const stripe = await loadStripe(publishableKey);
  if (!stripe) throw new Error('Stripe.js answers in browsers only');
  return stripe;
}

function putScript(src: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = src;
    script.addEventListener('load', () => resolve());
    script.addEventListener('error', () => {
      // Left behind, it would stand in the way of the next try.
      script.remove();
      reject(new Error('Stripe.js could not be loaded'));
    });
    document.head.append(script);
  });
}
