import { paymentErrors } from './payment-errors';
import { setupErrors } from './setup-errors';
import type { RecordedError } from './rows';

const FOREIGN = (customer: string, method: string) =>
  `customer=${customer}&payment_method=${method}`;

/** What payments and set-ups refuse alike, and what each refuses by itself. */
export const intentErrors: readonly RecordedError[] = [
  {
    status: 402,
    type: 'card_error',
    code: 'card_declined',
    decline_code: 'generic_decline',
    message: 'Your card was declined.',
    carries: ['payment_method'],
    asked: async ({ intent, setup, make, customer }) => {
      const open = await intent('amount=1000');
      const open2 = await intent(`amount=1000&customer=${customer}`);
      const failing = await make(
        'POST /v1/payment_methods/pm_card_chargeCustomerFail/attach',
        `customer=${customer}`,
      );
      return [
        {
          endpoint: 'POST /v1/payment_intents',
          form: 'amount=1000&currency=eur&allowed_payment_method_types[]=card&payment_method=pm_card_chargeDeclined&confirm=true',
        },
        {
          endpoint: `POST /v1/payment_intents/${open.id}/confirm`,
          form: 'payment_method=pm_card_chargeDeclined',
        },
        {
          endpoint: `POST /v1/payment_intents/${open2.id}/confirm`,
          form: `payment_method=${failing}`,
        },
        {
          endpoint: 'POST /v1/setup_intents',
          form: 'allowed_payment_method_types[]=card&payment_method=pm_card_chargeDeclined&confirm=true',
        },
        {
          endpoint: `POST /v1/setup_intents/${await setup('')}/confirm`,
          form: 'payment_method=pm_card_chargeDeclined',
        },
      ];
    },
  },
  {
    status: 400,
    param: 'payment_method',
    message:
      'The PaymentMethod {payment_method} does not belong to the Customer you supplied {customer}. Please use this PaymentMethod with the Customer that it belongs to instead.',
    asked: async ({ intent, setup, otherCustomer: other, method }) => {
      const payment = await intent(`amount=1000&customer=${other}`);
      const first = await setup(`customer=${other}`);
      return [
        {
          endpoint: `POST /v1/payment_intents/${payment.id}/confirm`,
          form: `payment_method=${method}`,
        },
        { endpoint: 'POST /v1/setup_intents', form: FOREIGN(other, method) },
        { endpoint: `POST /v1/setup_intents/${first}`, form: `payment_method=${method}` },
        { endpoint: `POST /v1/setup_intents/${first}/confirm`, form: `payment_method=${method}` },
      ];
    },
  },
  {
    status: 402,
    type: 'card_error',
    code: 'expired_card',
    decline_code: 'expired_card',
    param: 'exp_month',
    message: 'Your card has expired.',
    carries: ['payment_method'],
    asked: async ({ intent, setup }) => {
      const form = 'payment_method=pm_card_chargeDeclinedExpiredCard';
      const { id } = await intent('amount=1000');
      return [
        { endpoint: `POST /v1/payment_intents/${id}/confirm`, form },
        { endpoint: `POST /v1/setup_intents/${await setup('')}/confirm`, form },
      ];
    },
  },
  ...paymentErrors,
  ...setupErrors,
];
