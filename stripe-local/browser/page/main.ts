/** /js/stripe.js: puts `Stripe` on the window, speaking to where this script came from. */
import type { Stripe, StripeConstructorOptions } from '@stripe/stripe-js';
import { addressesFor } from './addresses';
import { createStripe } from './stripe';

const script = document.currentScript;
const origin = script instanceof HTMLScriptElement ? new URL(script.src).origin : location.origin;

const construct = (publishableKey: string, options?: StripeConstructorOptions): Stripe =>
  createStripe(addressesFor(origin), publishableKey, options);

// The loader warns unless this is the release train that it was made for.
const constructor = Object.assign(construct, { version: 'endive' });

// A second script tag must not take the elements of the first away.
(window as { Stripe?: unknown }).Stripe ??= constructor;
