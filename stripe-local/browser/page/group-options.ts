import type { DeferredOptions } from './agreement';
import { IntegrationError } from './integration-error';

/** The options of `stripe.elements()` that mean something here; others are accepted and left alone. */
export interface GroupOptions {
  readonly clientSecret?: string;
  readonly mode?: 'payment' | 'setup' | 'subscription';
  readonly amount?: number;
  readonly currency?: string;
  readonly setupFutureUsage?: string | null;
  readonly captureMethod?: string;
  readonly allowedPaymentMethodTypes?: readonly string[];
  readonly locale?: string;
  readonly appearance?: unknown;
  readonly fonts?: unknown;
  readonly customerSessionClientSecret?: string;
}

// Both spellings are in Stripe's types; one is enough from here on.
const spellings: Readonly<Record<string, keyof GroupOptions>> = {
  setup_future_usage: 'setupFutureUsage',
  capture_method: 'captureMethod',
};

export const readOptions = (given: Readonly<Record<string, unknown>>): GroupOptions => {
  const read: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(given)) {
    // Samples still show this one. Stripe.js warns about what it does not know and goes on.
    if (name === 'paymentMethodTypes' || name === 'payment_method_types') {
      console.warn(`Unrecognized elements() parameter: ${name} is not a recognized parameter.`);
    } else {
      read[spellings[name] ?? name] = value;
    }
  }
  return read;
};

const isAmount = (value: unknown): value is number => Number.isInteger(value) && Number(value) >= 0;

/** The deferred mode's options, or Stripe's complaint about what is missing. */
export const knownMode = (options: GroupOptions): DeferredOptions | null => {
  const { mode, amount, currency } = options;
  if (mode === undefined) return null;
  if (mode !== 'setup' && !isAmount(amount)) {
    throw new IntegrationError(
      `Invalid value for elements(): amount should be a positive integer when mode is "${mode}". You specified: ${String(amount)}.`,
    );
  }
  if (mode !== 'setup' && typeof currency !== 'string') {
    throw new IntegrationError(
      `Invalid value for elements(): currency should be a string when mode is "${mode}". You specified: ${String(currency)}.`,
    );
  }
  return { ...options, mode };
};
