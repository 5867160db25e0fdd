import { StripeLocalClient } from '@/stripe-local/client';

/** How a test reaches Stripe. `stripeUrl` and `world` are null at Stripe itself. */
export type StripeAccess = {
  stripeUrl: string | null;
  world: string | null;
  stripeSecretKey: string;
  stripePublishableKey: string;
  /** One without permissions (`rk_test_…`). Stripe's API makes no keys: this one is made by hand. */
  restrictedKey?: string | undefined;
  /** Where pages have Stripe.js from, where that is not stripe-local's own address. */
  stripeOrigin?: string;
};

/**
 * One of the two Stripes that tests run on. Whatever differs between stripe-local and Stripe's test mode stands in this
 * file: nothing else asks which of the two it is, save by what is told here.
 */
export interface WhichStripe {
  readonly isLocal: boolean;
  readonly secretKey: string;
  readonly publishableKey: string;
  /** A key of the same account that may do nothing, once it is limited; null where nobody has given one. */
  readonly restrictedKey: string | null;
  /** Where the SDK finds it, in the SDK's own options. */
  readonly host: { host: string; port: string; protocol: 'http' } | null;
  /** The origin of Stripe.js and of the fields' frames. */
  readonly scripts: string;
  /** What the addresses of its Dashboard begin with. */
  readonly dashboard: string;
  /** stripe-local's control API; null at Stripe itself, which obeys nobody. */
  readonly control: StripeLocalClient | null;
  /** Has the buyer's bank dispute a charge (`ch_…`); null at Stripe itself, where only a test card does. */
  readonly openDispute: ((charge: string) => Promise<unknown>) | null;
  /**
   * How many calls the tests may send within a second; null for any number. Stripe takes 25 in test mode: the app under
   * test and the CLI need the others.
   */
  readonly callsPerSecond: number | null;
  /** How long a test may take, and one thing that it waits for, in ms. */
  readonly patience: { readonly test: number; readonly expect: number };
}

const STRIPE_SCRIPTS = 'https://js.stripe.com';
const STRIPE_DASHBOARD = 'https://dashboard.stripe.com/test';

export const whichStripe = (access: StripeAccess): WhichStripe =>
  access.stripeUrl === null ? stripeItself(access) : stripeLocal(access, access.stripeUrl);

const stripeLocal = (access: StripeAccess, address: string): WhichStripe => {
  const { hostname, port } = new URL(address);
  const control = new StripeLocalClient(address, access.world);
  return {
    isLocal: true,
    secretKey: access.stripeSecretKey,
    publishableKey: access.stripePublishableKey,
    restrictedKey: access.stripeSecretKey.replace(/^sk_/, 'rk_'),
    host: { host: hostname, port, protocol: 'http' },
    scripts: access.stripeOrigin ?? address,
    // Under Stripe's own names its Dashboard has one, too.
    dashboard: access.stripeOrigin === STRIPE_SCRIPTS ? STRIPE_DASHBOARD : address,
    control,
    openDispute: (charge) => control.openDispute(charge),
    callsPerSecond: null,
    // The longest takes 8 s here, and was seen to take six times that on a machine that was busy with other work: a
    // test that is red for that proves nothing.
    patience: { test: 120_000, expect: 20_000 },
  };
};

const stripeItself = (access: StripeAccess): WhichStripe => ({
  isLocal: false,
  secretKey: access.stripeSecretKey,
  publishableKey: access.stripePublishableKey,
  restrictedKey: access.restrictedKey ?? null,
  host: null,
  scripts: STRIPE_SCRIPTS,
  dashboard: STRIPE_DASHBOARD,
  control: null,
  openDispute: null,
  callsPerSecond: 15,
  // Everything is slower there, and its form resists haste.
  patience: { test: 180_000, expect: 30_000 },
});

/** Between two keys, in ms, in a field in that frame: Stripe mistrusts who types faster than people do. */
export const keyDelayIn = (frameUrl: string): number =>
  frameUrl.startsWith(STRIPE_SCRIPTS) ? 80 : 5;
