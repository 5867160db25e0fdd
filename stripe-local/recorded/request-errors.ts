import type { RecordedError } from './rows';

/** What is wrong with the request itself, wherever it goes. */
export const requestErrors: readonly RecordedError[] = [
  {
    status: 400,
    message: 'Invalid Stripe API version: {version}',
    asked: async () => [
      { endpoint: 'GET /v1/customers', version: '2026-99-99.endive' },
      { endpoint: 'GET /v1/customers', version: 'banana' },
      { endpoint: 'GET /v1/customers', version: '2027-01-01.fennel' },
    ],
  },
  {
    status: 400,
    message: 'Received both starting_after and ending_before parameters. Please pass in only one.',
    asked: async ({ customer, otherCustomer }) => [
      { endpoint: `GET /v1/customers?starting_after=${customer}&ending_before=${otherCustomer}` },
    ],
  },
  {
    status: 400,
    code: 'parameter_invalid_integer',
    param: 'limit',
    message: 'Invalid integer: {value}',
    asked: async () => [
      { endpoint: 'GET /v1/customers?limit=ten' },
      { endpoint: 'GET /v1/payment_intents?limit=1.5' },
    ],
  },
  {
    status: 400,
    code: 'parameter_unknown',
    param: '{param}',
    message: 'Received unknown parameter: {param}',
    asked: async () => [
      { endpoint: 'GET /v1/customers?colour=red' },
      { endpoint: 'POST /v1/customers', form: 'address[planet]=Mars' },
    ],
  },
  {
    status: 400,
    code: 'resource_missing',
    param: 'starting_after',
    message: "No such customer: '{id}'",
    asked: async () => [{ endpoint: 'GET /v1/customers?starting_after=cus_none' }],
  },
  {
    status: 401,
    message: 'Invalid API Key provided: {key}',
    asked: async ({ method }) => [
      { endpoint: `POST /v1/payment_methods/${method}/detach`, key: 'not_a_key' },
      { endpoint: 'GET /v1/customers', key: 'sk_live_0123456789abcdef' },
    ],
  },
  {
    status: 400,
    type: 'idempotency_error',
    message:
      "Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '{key}' if you meant to execute a different request.",
    asked: async ({ make, customer }) => {
      const idempotencyKey = `used for ${customer}`;
      await make('POST /v1/payment_intents', `amount=100&currency=eur#${idempotencyKey}`);
      return [
        { endpoint: 'POST /v1/payment_intents', form: 'amount=200&currency=eur', idempotencyKey },
      ];
    },
  },
];
