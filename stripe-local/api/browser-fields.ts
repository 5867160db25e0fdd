import type { Tree } from './form';

/** What Stripe.js adds to its calls; it says who asks, not what for. */
const BROWSER_FIELDS = new Set([
  'key',
  '_stripe_version',
  '_stripe_account',
  'client_secret',
  'client_attribution_metadata',
  'client_context',
  'elements_options',
  'expected_payment_method_type',
  'guid',
  'is_stripe_sdk',
  'muid',
  'payment_user_agent',
  'pasted_fields',
  'referrer',
  'set_as_default_payment_method',
  'sid',
  'time_on_page',
]);

export function withoutBrowserFields(sent: Tree): Tree {
  return Object.fromEntries(Object.entries(sent).filter(([name]) => !BROWSER_FIELDS.has(name)));
}
