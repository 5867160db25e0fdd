import type { RecordedError } from './rows';

const HELD = 'amount=1000&payment_method=pm_card_visa&confirm=true&capture_method=manual';

/** Capturing and canceling; the refusal brings the intent along. */
export const captureErrors: readonly RecordedError[] = [
  {
    status: 400,
    code: 'parameter_invalid_integer',
    param: 'amount',
    message: 'This value must be greater than or equal to 1.',
    asked: async ({ intent }) => {
      const held = await intent(HELD);
      const paid = await intent('amount=1000&payment_method=pm_card_visa&confirm=true');
      return [
        { endpoint: `POST /v1/payment_intents/${held.id}/capture`, form: 'amount_to_capture=0' },
        { endpoint: 'POST /v1/refunds', form: `charge=${paid.charge}&amount=-5` },
        { endpoint: 'POST /v1/payment_intents', form: 'amount=-5&currency=eur' },
      ];
    },
  },
  {
    status: 400,
    code: 'payment_intent_unexpected_state',
    message:
      'You cannot cancel this PaymentIntent because it has a status of {status}. Only a PaymentIntent with one of the following statuses may be canceled: requires_payment_method, requires_capture, requires_reauthorization, requires_confirmation, requires_action, expired, processing.',
    carries: ['payment_intent'],
    asked: async ({ intent, make }) => {
      const paid = await intent('amount=1000&payment_method=pm_card_visa&confirm=true');
      const canceled = await intent('amount=1000');
      await make(`POST /v1/payment_intents/${canceled.id}/cancel`);
      return [
        { endpoint: `POST /v1/payment_intents/${paid.id}/cancel` },
        { endpoint: `POST /v1/payment_intents/${canceled.id}/cancel` },
      ];
    },
  },
  {
    status: 400,
    param: 'amount_to_capture',
    message: 'Invalid non-negative integer',
    carries: ['payment_intent'],
    asked: async ({ intent }) => [
      {
        endpoint: `POST /v1/payment_intents/${(await intent(HELD)).id}/capture`,
        form: 'amount_to_capture=-1',
      },
    ],
  },
  {
    status: 400,
    code: 'amount_too_large',
    message:
      'The payment could not be captured because the requested capture amount is greater than the amount you can capture for this charge. Contact us via https://support.stripe.com/contact/ for help.',
    carries: ['payment_intent'],
    asked: async ({ intent }) => [
      {
        endpoint: `POST /v1/payment_intents/${(await intent(HELD)).id}/capture`,
        form: 'amount_to_capture=1001',
      },
    ],
  },
  {
    status: 400,
    code: 'payment_intent_unexpected_state',
    message:
      'This PaymentIntent could not be captured because it has a status of {status}. Only a PaymentIntent with one of the following statuses may be captured: requires_capture.',
    carries: ['payment_intent'],
    asked: async ({ intent, make }) => {
      const open = await intent('amount=1000');
      const canceled = await intent(HELD);
      await make(`POST /v1/payment_intents/${canceled.id}/cancel`);
      return [
        { endpoint: `POST /v1/payment_intents/${open.id}/capture` },
        { endpoint: `POST /v1/payment_intents/${canceled.id}/capture` },
      ];
    },
  },
  {
    status: 400,
    code: 'payment_intent_unexpected_state',
    message:
      'The remaining amount on this PaymentIntent could not be captured because the remainder of the authorized amount has been released.',
    carries: ['payment_intent'],
    asked: async ({ intent, make }) => {
      const { id } = await intent(HELD);
      await make(`POST /v1/payment_intents/${id}/capture`, 'amount_to_capture=400');
      return [{ endpoint: `POST /v1/payment_intents/${id}/capture` }];
    },
  },
];
