/** In deferred mode Elements was told amount and purpose before there was an intent: both must agree. */
import type { StripeError } from '@stripe/stripe-js';
import { isPaymentIntent, type Intent } from './intent';

export interface DeferredOptions {
  readonly mode: 'payment' | 'setup' | 'subscription';
  readonly amount?: number | undefined;
  readonly currency?: string | undefined;
  readonly setupFutureUsage?: string | null | undefined;
  readonly captureMethod?: string | undefined;
  readonly allowedPaymentMethodTypes?: readonly string[] | undefined;
}

type Compared = string | number | null | undefined;

interface Comparison {
  readonly name: string;
  readonly provided: Compared;
  readonly expected: Compared;
}

const written = (value: Compared): string => String(value ?? null);

const sortedList = (values: readonly string[]): string => [...values].sort().join(', ');

const isStringList = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string');

/** With endive an intent names its types in `allowed_payment_method_types`; before, in `payment_method_types`. */
const typesOf = (intent: Intent): readonly string[] => {
  const record = intent as unknown as Readonly<Record<string, unknown>>;
  const allowed = record.allowed_payment_method_types;
  return isStringList(allowed) ? allowed : intent.payment_method_types;
};

/** `automatic_async` is what `automatic` means today; only manual capture differs for the buyer. */
const captureOf = (method: string | undefined): string =>
  method === 'manual' ? 'manual' : 'automatic';

const comparisons = (options: DeferredOptions, intent: Intent): readonly Comparison[] => {
  const types: readonly Comparison[] = options.allowedPaymentMethodTypes
    ? [
        {
          name: 'payment_method_types',
          provided: sortedList(typesOf(intent)),
          expected: sortedList(options.allowedPaymentMethodTypes),
        },
      ]
    : [];
  if (!isPaymentIntent(intent)) {
    const usage = options.setupFutureUsage ?? 'off_session';
    return [{ name: 'usage', provided: intent.usage ?? 'off_session', expected: usage }, ...types];
  }
  return [
    { name: 'amount', provided: intent.amount, expected: options.amount },
    { name: 'currency', provided: intent.currency, expected: options.currency?.toLowerCase() },
    {
      name: 'setup_future_usage',
      provided: intent.setup_future_usage ?? null,
      expected: options.setupFutureUsage ?? null,
    },
    {
      name: 'capture_method',
      provided: captureOf(intent.capture_method),
      expected: captureOf(options.captureMethod),
    },
    ...types,
  ];
};

export const disagreement = (options: DeferredOptions, intent: Intent): StripeError | null => {
  const noun = isPaymentIntent(intent) ? 'Payment Intent' : 'Setup Intent';
  const wrong = comparisons(options, intent).find(
    ({ provided, expected }) => provided !== expected,
  );
  if (!wrong) return null;
  const { name } = wrong;
  const expected = written(wrong.expected);
  return {
    type: 'invalid_request_error',
    param: name,
    message: `The provided ${name} (${written(wrong.provided)}) does not match the expected ${name} (${expected}). Try confirming with a ${noun} that is configured to use ${expected}.`,
  };
};
