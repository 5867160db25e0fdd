import type { Call } from '../../api/call';
import { refusal } from '../../api/errors';
import { takesPaymentMethodTypes, typesComeFromDashboard } from '../../api/versions';
import { fits } from './type-limits';

/** What this account has switched on in its dashboard. */
const ENABLED_TYPES = ['card', 'link'] as const;

/** Each of these says by itself which payment methods there are. */
const RIVALS = [
  'automatic_payment_methods',
  'excluded_payment_method_types',
  'payment_method_configuration',
  'payment_method_types',
] as const;

export interface TypesGiven {
  readonly allowed_payment_method_types?: readonly string[] | '';
  readonly automatic_payment_methods?: { enabled: boolean; allow_redirects?: string };
  readonly excluded_payment_method_types?: readonly string[] | '';
  readonly payment_method_configuration?: string;
  readonly payment_method_types?: readonly string[];
}

export interface IntentTypes {
  readonly allowed_payment_method_types: string[] | null;
  readonly automatic_payment_methods: {
    allow_redirects: 'always' | 'never';
    enabled: boolean;
  } | null;
  readonly excluded_payment_method_types: string[] | null;
  readonly payment_method_configuration_details: { id: string; parent: null } | null;
  readonly payment_method_types: string[];
}

/** What the types have to suit; a set-up has neither currency nor capture. */
export interface TypesFor {
  readonly accountId: string;
  readonly version: string;
  readonly currency?: string;
  readonly captureMethod?: string;
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

const isGiven = (given: TypesGiven, name: keyof TypesGiven): boolean =>
  given[name] !== undefined && given[name] !== '';

/** Whether a request says anything about types. */
export const saysTypes = (given: TypesGiven): boolean =>
  given.allowed_payment_method_types !== undefined ||
  RIVALS.some((name) => given[name] !== undefined);

/** docs.stripe.com/changelog/dahlia/2026-07-29/allowed-payment-method-types-parameter */
function checkRivals(given: TypesGiven): void {
  const rival = RIVALS.find((name) => isGiven(given, name));
  if (!rival || !isGiven(given, 'allowed_payment_method_types')) return;
  throw refusal(
    `You may only specify one of these parameters: allowed_payment_method_types, ${rival}.`,
    { code: 'parameters_exclusive' },
  );
}

export function typesOf(given: TypesGiven, suit: TypesFor): IntentTypes {
  checkRivals(given);
  const { allowed_payment_method_types: allowed, payment_method_types: named } = given;
  if (allowed && allowed.length) return allowedTypes(allowed, suit);
  if (named?.length) return { ...NO_CHOICE, payment_method_types: [...named] };
  const automatic = given.automatic_payment_methods;
  if (automatic ? !automatic.enabled : !typesComeFromDashboard(suit.version)) {
    return { ...NO_CHOICE, payment_method_types: ['card'] };
  }
  const excluded = given.excluded_payment_method_types || null;
  const configuration = given.payment_method_configuration ?? `pmc_1${suit.accountId.slice(6)}`;
  return {
    allowed_payment_method_types: null,
    automatic_payment_methods: {
      allow_redirects: automatic?.allow_redirects === 'never' ? 'never' : 'always',
      enabled: true,
    },
    excluded_payment_method_types: excluded?.length ? [...excluded] : null,
    payment_method_configuration_details: { id: configuration, parent: null },
    payment_method_types: compatible(
      ENABLED_TYPES.filter((type) => !excluded?.includes(type)),
      suit,
    ),
  };
}

const NO_CHOICE = {
  allowed_payment_method_types: null,
  automatic_payment_methods: null,
  excluded_payment_method_types: null,
  payment_method_configuration_details: null,
} as const;

const allowedTypes = (allowed: readonly string[], suit: TypesFor): IntentTypes => ({
  ...NO_CHOICE,
  allowed_payment_method_types: [...allowed],
  payment_method_types: compatible(allowed, suit),
});

/** What does not suit is dropped without a word, as long as something is left. */
function compatible(types: readonly string[], suit: TypesFor): string[] {
  const left = types.filter((type) => fits(type, suit.currency, suit.captureMethod));
  if (left.length) return left;
  throw refusal(
    'No valid payment method types for this Payment Intent. Please ensure that you have activated payment methods compatible ' +
      'with your chosen currency in your dashboard (https://dashboard.stripe.com/settings/payment_methods) or that you have ' +
      'explicitly specified payment methods when creating this Payment Intent.',
    { code: 'payment_intent_invalid_parameter' },
  );
}

/** The types of an intent that is there, after a request that may say something else or change what they have to suit. */
export function changedTypes(old: IntentTypes, given: TypesGiven, suit: TypesFor): IntentTypes {
  if (saysTypes(given)) return typesOf(given, suit);
  const {
    allowed_payment_method_types: allowed,
    automatic_payment_methods: automatic,
    excluded_payment_method_types: excluded,
    payment_method_configuration_details: configuration,
  } = old;
  if (allowed) return allowedTypes(allowed, suit);
  if (!automatic) return old;
  return typesOf(
    {
      automatic_payment_methods: automatic,
      ...(excluded ? { excluded_payment_method_types: excluded } : {}),
      ...(configuration ? { payment_method_configuration: configuration.id } : {}),
    },
    suit,
  );
}
