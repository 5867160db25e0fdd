import type { PaymentIntent, SetupIntent, StripeError } from '@stripe/stripe-js';
import { apiGet } from '../core/api';
import type { Addresses } from './addresses';
import type { IntentReference } from './client-secret';

export type Intent = PaymentIntent | SetupIntent;

export type IntentAnswer =
  | { readonly intent: Intent; readonly error?: undefined }
  | { readonly intent?: undefined; readonly error: StripeError };

/** What every call needs. */
export interface Connection {
  readonly addresses: Addresses;
  readonly publishableKey: string;
}

export const isPaymentIntent = (intent: Intent): intent is PaymentIntent =>
  (intent.object as string) === 'payment_intent';

export const retrieveIntent = async (
  connection: Connection,
  reference: IntentReference,
): Promise<IntentAnswer> => {
  const answer = await apiGet(connection.addresses.api, reference.path, {
    key: connection.publishableKey,
    client_secret: reference.clientSecret,
  });
  return answer.ok ? { intent: answer.value as Intent } : { error: answer.error };
};

/** The failure that the newest attempt ended in, the way confirm hands it over. */
export const failureOf = (intent: Intent): StripeError | null => {
  if (intent.status !== 'requires_payment_method') return null;
  const failure = isPaymentIntent(intent) ? intent.last_payment_error : intent.last_setup_error;
  if (!failure) return null;
  const around = isPaymentIntent(intent) ? { payment_intent: intent } : { setup_intent: intent };
  return { ...(failure as unknown as StripeError), ...around };
};
