import type { RecordedError } from './rows';

const DONE = 'payment_method=pm_card_visa&confirm=true';

/** SetupIntents. Where the set-up is there already, the refusal brings it along. */
export const setupErrors: readonly RecordedError[] = [
  {
    status: 400,
    param: 'payment_method',
    message:
      'The payment method supplied ({payment_method}) belongs to the Customer {customer}. Please include the Customer in the `customer` parameter on the SetupIntent.',
    asked: async ({ setup, method }) => {
      const open = await setup('');
      const form = `payment_method=${method}`;
      return [
        { endpoint: 'POST /v1/setup_intents', form },
        { endpoint: `POST /v1/setup_intents/${open}`, form },
        { endpoint: `POST /v1/setup_intents/${open}/confirm`, form },
      ];
    },
  },
  {
    status: 404,
    code: 'resource_missing',
    param: 'intent',
    message: "No such setupintent: '{id}'",
    asked: async () => [
      { endpoint: 'GET /v1/setup_intents/seti_none' },
      { endpoint: 'POST /v1/setup_intents/seti_none/confirm' },
      { endpoint: 'POST /v1/setup_intents/seti_none/cancel' },
    ],
  },
  {
    status: 400,
    code: 'setup_intent_unexpected_state',
    message: 'You cannot update this SetupIntent because it has already succeeded.',
    carries: ['setup_intent'],
    asked: async ({ setup }) => [
      {
        endpoint: `POST /v1/setup_intents/${await setup(DONE)}`,
        form: 'payment_method=pm_card_visa',
      },
    ],
  },
  {
    status: 400,
    code: 'setup_intent_unexpected_state',
    message: 'You cannot cancel this SetupIntent because it is already canceled.',
    carries: ['setup_intent'],
    asked: async ({ setup, make }) => {
      const id = await setup('');
      await make(`POST /v1/setup_intents/${id}/cancel`);
      return [{ endpoint: `POST /v1/setup_intents/${id}/cancel` }];
    },
  },
  {
    status: 400,
    code: 'setup_intent_unexpected_state',
    message:
      'You cannot cancel this SetupIntent because it has a status of {status}. Only a SetupIntent with one of the following statuses may be canceled: `requires_payment_method`, `requires_confirmation`, or `requires_action`.',
    carries: ['setup_intent'],
    asked: async ({ setup }) => [
      { endpoint: `POST /v1/setup_intents/${await setup(DONE)}/cancel` },
    ],
  },
  {
    status: 400,
    code: 'setup_intent_unexpected_state',
    message: 'You cannot confirm this SetupIntent because it has been canceled.',
    carries: ['setup_intent'],
    asked: async ({ setup, make }) => {
      const id = await setup('payment_method=pm_card_visa');
      await make(`POST /v1/setup_intents/${id}/cancel`);
      return [{ endpoint: `POST /v1/setup_intents/${id}/confirm` }];
    },
  },
  {
    status: 400,
    code: 'setup_intent_unexpected_state',
    message: 'You cannot confirm this SetupIntent because it has already succeeded.',
    carries: ['setup_intent'],
    asked: async ({ setup }) => [
      { endpoint: `POST /v1/setup_intents/${await setup(DONE)}/confirm` },
    ],
  },
  {
    status: 400,
    code: 'setup_intent_unexpected_state',
    message:
      "You cannot confirm this SetupIntent because it's missing a payment method. You can either update the SetupIntent with a payment method and then confirm it again, or confirm it again directly with a payment method or ConfirmationToken.",
    carries: ['setup_intent'],
    asked: async ({ setup, customer, method, make }) => {
      await make(
        `POST /v1/customers/${customer}`,
        `invoice_settings[default_payment_method]=${method}`,
      );
      return [
        { endpoint: `POST /v1/setup_intents/${await setup('')}/confirm` },
        { endpoint: `POST /v1/setup_intents/${await setup(`customer=${customer}`)}/confirm` },
      ];
    },
  },
];
