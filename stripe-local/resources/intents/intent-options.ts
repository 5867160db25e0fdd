import type Stripe from 'stripe';
import type { Call } from '../../api/call';
import { refusal } from '../../api/errors';
import { takesPaymentMethodTypes, typesComeFromDashboard } from '../../api/versions';

/** What this account has switched on in its dashboard. */
const ENABLED_TYPES = ['card', 'link'] as const;

export interface TypesGiven {
  readonly allowed_payment_method_types?: readonly string[];
  readonly automatic_payment_methods?: { enabled: boolean; allow_redirects?: string };
  readonly payment_method_types?: readonly string[];
}

export interface IntentTypes {
  readonly allowed_payment_method_types: string[] | null;
  readonly automatic_payment_methods: {
    allow_redirects: 'always' | 'never';
    enabled: boolean;
  } | null;
  readonly payment_method_configuration_details: { id: string; parent: null } | null;
  readonly payment_method_types: string[];
}

/** Older versions name the types in `payment_method_types`; from endive on that is refused. */
export const OLD_TYPES_PARAM = { payment_method_types: { '[]': 's' } } as const;

export function checkTypesParam({ params, version }: Call): void {
  if (params.payment_method_types === undefined || takesPaymentMethodTypes(version)) return;
  throw refusal(
    '`payment_method_types` is no longer supported. Use `allowed_payment_method_types` to restrict the payment methods of ' +
      'this intent, or `automatic_payment_methods` to manage them in the Dashboard.',
    { code: 'payment_method_types_no_longer_supported', param: 'payment_method_types' },
  );
}

export function typesOf(given: TypesGiven, configuration: string, version: string): IntentTypes {
  if (given.allowed_payment_method_types && given.automatic_payment_methods) {
    throw refusal(
      'You may only specify one of these parameters: allowed_payment_method_types, automatic_payment_methods.',
      { code: 'parameters_exclusive' },
    );
  }
  const named = given.allowed_payment_method_types ?? given.payment_method_types;
  if (named?.length) {
    return {
      allowed_payment_method_types: given.allowed_payment_method_types ? [...named] : null,
      automatic_payment_methods: null,
      payment_method_configuration_details: null,
      payment_method_types: [...named],
    };
  }
  const automatic = given.automatic_payment_methods;
  if (automatic ? !automatic.enabled : !typesComeFromDashboard(version)) {
    return {
      allowed_payment_method_types: null,
      automatic_payment_methods: null,
      payment_method_configuration_details: null,
      payment_method_types: ['card'],
    };
  }
  return {
    allowed_payment_method_types: null,
    automatic_payment_methods: {
      allow_redirects: automatic?.allow_redirects === 'never' ? 'never' : 'always',
      enabled: true,
    },
    payment_method_configuration_details: { id: configuration, parent: null },
    payment_method_types: [...ENABLED_TYPES],
  };
}

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
