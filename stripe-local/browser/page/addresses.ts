/** Where the pages that this script serves find the rest of Stripe. */
export interface Addresses {
  /** What the page itself asks for, as intents. */
  readonly api: string;
  /** The elements' frames. */
  readonly frames: string;
  /** What a bank shows: answers to it are believed from there only. */
  readonly bank: string;
}

/** Source: https://docs.stripe.com/security/guide (content security policy, Stripe.js and Elements). */
const ofStripe: Addresses = {
  api: 'https://api.stripe.com',
  frames: 'https://js.stripe.com',
  bank: 'https://hooks.stripe.com',
};

/**
 * Loaded from Stripe's own name, which a test has led to this machine, the script behaves as Stripe's does: a page's
 * policy for Stripe is then tried with the hosts that it is for. Loaded from anywhere else, all is where it came from.
 */
export const addressesFor = (scriptOrigin: string): Addresses =>
  scriptOrigin === ofStripe.frames
    ? ofStripe
    : { api: scriptOrigin, frames: scriptOrigin, bank: scriptOrigin };
