import type Stripe from 'stripe';

/** Options by payment method, the defaults of each type overlaid with what was sent. */
export function methodOptions(
  defaults: Readonly<Record<string, object>>,
  types: readonly string[],
  kept: object | null,
  sent: unknown,
): Record<string, object> {
  const options: Record<string, object> = {};
  const keptOptions = kept as Record<string, object> | null;
  const sentOptions = (sent || {}) as Record<string, unknown>;
  for (const type of types) {
    const base = keptOptions?.[type] ?? defaults[type];
    const over = sentOptions[type];
    if (base || over) options[type] = { ...base, ...withoutEmpty(over) };
  }
  for (const [type, over] of Object.entries(sentOptions)) {
    if (!options[type]) options[type] = { ...defaults[type], ...withoutEmpty(over) };
  }
  return options;
}

const withoutEmpty = (value: unknown): object =>
  typeof value === 'object' && value !== null
    ? Object.fromEntries(
        Object.entries(value).map(([key, each]) => [key, each === '' ? null : each]),
      )
    : {};

export const RETURN_URL_NEEDED =
  'This PaymentIntent is configured to accept payment methods enabled in your Dashboard. Because some of these payment ' +
  "methods might redirect your customer off of your page, you must provide a `return_url`. If you don't want to accept " +
  'redirect-based payment methods, set `automatic_payment_methods[enabled]` to `true` and ' +
  '`automatic_payment_methods[allow_redirects]` to `never` when creating Setup Intents and Payment Intents.';

/** An intent as a publishable key sees it. */
export function publicIntent<T extends Stripe.PaymentIntent | Stripe.SetupIntent>(intent: T): T {
  const shown = Object.entries(intent).filter(([key]) => PUBLIC_FIELDS.has(key));
  return Object.fromEntries(shown) as unknown as T;
}

const PUBLIC_FIELDS = new Set([
  'id',
  'object',
  'allowed_payment_method_types',
  'amount',
  'amount_details',
  'automatic_payment_methods',
  'canceled_at',
  'cancellation_reason',
  'capture_method',
  'client_secret',
  'confirmation_method',
  'created',
  'currency',
  'description',
  'excluded_payment_method_types',
  'last_payment_error',
  'last_setup_error',
  'livemode',
  'next_action',
  'payment_method',
  'payment_method_configuration_details',
  'payment_method_options',
  'payment_method_types',
  'processing',
  'receipt_email',
  'setup_future_usage',
  'shipping',
  'source',
  'status',
  'usage',
]);
