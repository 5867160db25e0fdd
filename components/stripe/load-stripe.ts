import type { Stripe } from '@stripe/stripe-js';

export type StripeSettings = {
  publishableKey: string;
  /** Where stripe-local listens; null means Stripe itself. */
  localUrl: string | null;
};

/**
 * How long to wait for what comes from Stripe before saying that it does not come. Longer than a
 * slow telephone needs for it, shorter than somebody looks at a page that only pulses.
 */
export const STRIPE_JS_WAIT_MS = 15_000;

/** The address of the release that @stripe/stripe-js is typed for. */
export const STRIPE_JS = 'https://js.stripe.com/endive/stripe.js';

type Load = { stripe: Promise<Stripe>; isOver: boolean };

/** One per key: Stripe.js must not be there twice, and Elements refuse a second Stripe object. */
const loads = new Map<string, Load>();

const keyOf = ({ publishableKey, localUrl }: StripeSettings) => `${publishableKey} ${localUrl}`;

/**
 * Stripe.js, loaded at the first call. Rejects where it cannot be loaded; the next call tries again.
 * It may hang for as long as the network does: see `forgetHangingStripe`.
 */
export function stripeOf(settings: StripeSettings): Promise<Stripe> {
  const key = keyOf(settings);
  const known = loads.get(key);
  if (known) return known.stripe;
  const load: Load = { stripe: begin(settings), isOver: false };
  loads.set(key, load);
  load.stripe.then(
    () => (load.isOver = true),
    () => loads.get(key) === load && loads.delete(key),
  );
  return load.stripe;
}

/** Makes the next call load anew where the one before still hangs. What has come stays. */
export function forgetHangingStripe(settings: StripeSettings): void {
  if (loads.get(keyOf(settings))?.isOver === false) loads.delete(keyOf(settings));
}

// Not by `loadStripe`: it keeps a load that hangs, and never asks for the script again.
async function begin({ publishableKey, localUrl }: StripeSettings): Promise<Stripe> {
  if (!window.Stripe) await putScript(localUrl ? `${localUrl}/js/stripe.js` : STRIPE_JS);
  // Blockers answer with an empty script rather than with none.
  if (!window.Stripe) throw new Error('Stripe.js came without its content');
  return window.Stripe(publishableKey);
}

function putScript(src: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = src;
    script.addEventListener('load', () => resolve());
    script.addEventListener('error', () => {
      script.remove();
      reject(new Error('Stripe.js could not be loaded'));
    });
    document.head.append(script);
  });
}
