import { captureErrors } from './capture-errors';
import type { RecordedError } from './rows';

const NEW = 'currency=eur&allowed_payment_method_types[]=card';
const PAID = 'amount=1000&payment_method=pm_card_visa&confirm=true';

/** PaymentIntents. Where the intent is there already, the refusal brings it along. */
export const paymentErrors: readonly RecordedError[] = [
  {
    status: 400,
    code: 'parameter_invalid_integer',
    param: 'amount',
    message:
      'The amount must be greater than or equal to the minimum charge amount allowed for your account and the currency set (https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts).  If you want to save a Payment Method for future use without an immediate payment, use a Setup Intent instead: https://docs.stripe.com/payments/setup-intents',
    asked: async () => [
      { endpoint: 'POST /v1/payment_intents', form: `amount=0&${NEW}` },
      {
        endpoint: 'POST /v1/payment_intents',
        form: `amount=0&${NEW}&confirm=true&payment_method=pm_card_visa`,
      },
    ],
  },
  {
    status: 402,
    type: 'card_error',
    code: 'authentication_required',
    decline_code: 'authentication_required',
    message: 'Your card was declined. This transaction requires authentication.',
    carries: ['payment_intent', 'payment_method'],
    asked: async () =>
      ['pm_card_threeDSecure2Required', 'pm_card_authenticationRequiredOnSetup'].map((method) => ({
        endpoint: 'POST /v1/payment_intents',
        form: `amount=1000&${NEW}&payment_method=${method}&confirm=true&off_session=true`,
      })),
  },
  {
    status: 400,
    code: 'payment_intent_invalid_parameter',
    param: 'client_secret',
    message:
      'The client_secret provided does not match the client_secret associated with the PaymentIntent.',
    asked: async ({ intent }) => {
      const { id } = await intent('amount=1000');
      return [
        {
          endpoint: `GET /v1/payment_intents/${id}?client_secret=${id}_secret_wrong`,
          key: 'pk_test_local',
        },
      ];
    },
  },
  {
    status: 404,
    code: 'resource_missing',
    param: 'intent',
    message: "No such payment_intent: '{id}'",
    asked: async () => [
      { endpoint: 'GET /v1/payment_intents/pi_none' },
      { endpoint: 'POST /v1/payment_intents/pi_none/confirm' },
      { endpoint: 'POST /v1/payment_intents/pi_none/cancel' },
    ],
  },
  {
    status: 400,
    code: 'payment_intent_unexpected_state',
    param: 'amount',
    message:
      "This PaymentIntent's amount could not be updated because it has a status of {status}. You may only update the amount of a PaymentIntent with one of the following statuses: requires_payment_method, requires_confirmation, requires_action.",
    carries: ['payment_intent'],
    asked: async ({ intent }) => [
      { endpoint: `POST /v1/payment_intents/${(await intent(PAID)).id}`, form: 'amount=900' },
    ],
  },
  {
    status: 400,
    param: 'payment_method_options[card][network]',
    message:
      'Invalid payment_method_options[card][network]: must be one of amex, cartes_bancaires, diners, discover, eftpos_au, girocard, interac, jcb, link, mastercard, unionpay, visa, or unknown',
    asked: async ({ intent }) => [
      {
        endpoint: `POST /v1/payment_intents/${(await intent('amount=1000')).id}/confirm`,
        form: 'payment_method=pm_card_visa&payment_method_options[card][network]=bank_of_ada',
      },
    ],
  },
  {
    status: 400,
    code: 'parameter_missing',
    param: 'source',
    message:
      'The `payment_method` parameter supplied {payment_method} belongs to the Customer {customer}. Please include the Customer in the `customer` parameter on the PaymentIntent.',
    carries: ['payment_intent'],
    asked: async ({ intent, method }) => [
      {
        endpoint: `POST /v1/payment_intents/${(await intent('amount=1000')).id}/confirm`,
        form: `payment_method=${method}`,
      },
    ],
  },
  {
    status: 400,
    code: 'payment_intent_unexpected_state',
    message:
      "You cannot confirm this PaymentIntent because it's missing a payment method. You can either update the PaymentIntent with a payment method and then confirm it again, or confirm it again directly with a payment method or ConfirmationToken.",
    carries: ['payment_intent'],
    asked: async ({ intent }) => [
      { endpoint: `POST /v1/payment_intents/${(await intent('amount=1000')).id}/confirm` },
    ],
  },
  {
    status: 400,
    code: 'payment_intent_unexpected_state',
    message:
      "You cannot confirm this PaymentIntent because it's missing a payment method. To confirm the PaymentIntent with {customer}, specify a payment method attached to this customer along with the customer ID.",
    carries: ['payment_intent'],
    asked: async ({ intent, customer }) => {
      const { id } = await intent(`amount=1000&customer=${customer}`);
      return [{ endpoint: `POST /v1/payment_intents/${id}/confirm` }];
    },
  },
  {
    status: 400,
    code: 'payment_intent_unexpected_state',
    param: 'source',
    message:
      "This PaymentIntent's source could not be updated because it has a status of canceled. You may only update the source of a PaymentIntent with one of the following statuses: requires_payment_method, requires_confirmation, requires_action.",
    asked: async ({ intent, make }) => {
      const { id } = await intent('amount=1000');
      await make(`POST /v1/payment_intents/${id}/cancel`);
      return [
        {
          endpoint: `POST /v1/payment_intents/${id}/confirm`,
          form: 'payment_method=pm_card_visa',
        },
      ];
    },
  },
  ...captureErrors,
];
