/** The object that `Stripe(publishableKey)` gives, with the calls that cards need. */
import type {
  PaymentIntentOrSetupIntentResult,
  PaymentIntentResult,
  SetupIntentResult,
  Stripe,
  StripeConstructorOptions,
  StripeError,
} from '@stripe/stripe-js';
import type { Addresses } from './addresses';
import { referenceOf, type IntentKind } from './client-secret';
import { confirmIntent, handleNextAction, type ConfirmCall } from './confirm';
import { ElementsGroup } from './elements-group';
import { readOptions } from './group-options';
import { IntegrationError } from './integration-error';
import { isPaymentIntent, retrieveIntent, type Connection, type IntentAnswer } from './intent';
import type { FormRecord } from '../core/form-body';
import { createConfirmationToken, createPaymentMethod, type PaymentMethodCall } from './tokens';

const asPayment = (answer: IntentAnswer): PaymentIntentResult => {
  if (answer.error) return { error: answer.error };
  if (isPaymentIntent(answer.intent)) return { paymentIntent: answer.intent };
  throw new IntegrationError('A PaymentIntent was expected, and a SetupIntent came back.');
};

const asSetup = (answer: IntentAnswer): SetupIntentResult => {
  if (answer.error) return { error: answer.error };
  if (!isPaymentIntent(answer.intent)) return { setupIntent: answer.intent };
  throw new IntegrationError('A SetupIntent was expected, and a PaymentIntent came back.');
};

const asEither = (answer: IntentAnswer): PaymentIntentOrSetupIntentResult => {
  if (answer.error) return { error: answer.error };
  return isPaymentIntent(answer.intent)
    ? { paymentIntent: answer.intent }
    : { setupIntent: answer.intent };
};

/** Of the older per-method calls only the card's are here, with a saved payment method's id. */
const oldStyleCall = (clientSecret: string, data: CardCallData | undefined): ConfirmCall => {
  const { payment_method: method, ...others } = data ?? {};
  if (method !== undefined && typeof method !== 'string') {
    throw new IntegrationError(
      'Here, payment_method should be the id of a PaymentMethod; cards are typed into the Payment Element.',
    );
  }
  return {
    clientSecret,
    confirmParams: { ...others, ...(method === undefined ? {} : { payment_method: method }) },
    redirect: 'if_required',
  };
};

interface CardCallData {
  readonly payment_method?: unknown;
  readonly return_url?: string;
}

const notHere = async (): Promise<{ error: StripeError }> => ({
  error: {
    type: 'invalid_request_error',
    message: 'stripe-local makes no tokens of this kind; use the Payment Element.',
  },
});

type PaymentMethodArguments = Omit<PaymentMethodCall, 'data'> & {
  readonly [name: string]: FormRecord[string];
};

const callable = (connection: Connection) => {
  const confirm = (call: ConfirmCall, kind: IntentKind): Promise<IntentAnswer> =>
    confirmIntent(connection, call, {
      kind,
      caller: kind === 'payment' ? 'stripe.confirmPayment()' : 'stripe.confirmSetup()',
    });
  const retrieve = (secret: string, kind: IntentKind, caller: string): Promise<IntentAnswer> =>
    retrieveIntent(connection, referenceOf(secret, caller, kind));
  return {
    elements: (options: Readonly<Record<string, unknown>> = {}) =>
      new ElementsGroup(connection, readOptions(options)),
    confirmPayment: async (call: ConfirmCall) => asPayment(await confirm(call, 'payment')),
    confirmSetup: async (call: ConfirmCall) => asSetup(await confirm(call, 'setup')),
    confirmCardPayment: async (secret: string, data?: CardCallData) =>
      asPayment(await confirm(oldStyleCall(secret, data), 'payment')),
    confirmCardSetup: async (secret: string, data?: CardCallData) =>
      asSetup(await confirm(oldStyleCall(secret, data), 'setup')),
    handleNextAction: async ({ clientSecret }: { clientSecret: string }) =>
      asEither(await handleNextAction(connection, clientSecret)),
    handleCardAction: async (clientSecret: string) =>
      asPayment(await handleNextAction(connection, clientSecret)),
    retrievePaymentIntent: async (secret: string) =>
      asPayment(await retrieve(secret, 'payment', 'stripe.retrievePaymentIntent():')),
    retrieveSetupIntent: async (secret: string) =>
      asSetup(await retrieve(secret, 'setup', 'stripe.retrieveSetupIntent():')),
    createPaymentMethod: ({ elements, params, ...data }: PaymentMethodArguments) =>
      createPaymentMethod(
        connection,
        elements === undefined ? { data } : { elements, ...(params ? { params } : {}) },
      ),
    createConfirmationToken,
    createToken: notHere,
    createSource: notHere,
    // Stripe counts its wrappers by these two; nothing is counted here.
    registerAppInfo: () => undefined,
    _registerWrapper: () => undefined,
  };
};

const checkKey = (key: unknown): string => {
  if (typeof key !== 'string' || key === '') {
    throw new IntegrationError(
      'Please call Stripe() with your publishable key. You used an empty string.',
    );
  }
  if (key.startsWith('sk_') || key.startsWith('rk_')) {
    throw new IntegrationError(
      'You should not use your secret key with Stripe.js.\n        Please pass a publishable key instead.',
    );
  }
  if (key.startsWith('pk_live_')) {
    throw new IntegrationError('stripe-local refuses live keys: this page would take real cards.');
  }
  return key;
};

export const createStripe = (
  addresses: Addresses,
  publishableKey: unknown,
  _options?: StripeConstructorOptions,
): Stripe => {
  const connection = { addresses, publishableKey: checkKey(publishableKey) };
  // The one border where our own, narrower shapes meet Stripe's overloads for 40 payment methods.
  return callable(connection) as unknown as Stripe;
};
