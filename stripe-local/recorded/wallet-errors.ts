import type { RecordedError } from './rows';

/** Customers and what is in their wallets. */
export const walletErrors: readonly RecordedError[] = [
  {
    status: 402,
    type: 'card_error',
    code: 'card_declined',
    decline_code: 'generic_decline',
    param: '',
    message: 'Your card was declined.',
    asked: async ({ customer }) => [
      {
        endpoint: 'POST /v1/payment_methods/pm_card_chargeDeclined/attach',
        form: `customer=${customer}`,
      },
      { endpoint: 'POST /v1/customers', form: 'payment_method=pm_card_chargeDeclined' },
    ],
  },
  {
    status: 404,
    code: 'resource_missing',
    param: 'id',
    message: "No such customer: '{id}'",
    asked: async () => [
      { endpoint: 'GET /v1/customers/cus_none' },
      { endpoint: 'GET /v1/customers/cus_none/payment_methods' },
      { endpoint: 'POST /v1/customers/cus_none' },
      { endpoint: 'DELETE /v1/customers/cus_none' },
    ],
  },
  {
    status: 404,
    param: 'customer',
    message: 'Invalid request',
    asked: async ({ otherCustomer, method }) => [
      { endpoint: `GET /v1/customers/${otherCustomer}/payment_methods/${method}` },
    ],
  },
  {
    status: 400,
    code: 'resource_missing',
    param: 'customer',
    message: "No such customer: '{id}'",
    asked: async ({ make, otherCustomer }) => {
      await make(`DELETE /v1/customers/${otherCustomer}`);
      return [
        { endpoint: 'GET /v1/payment_methods?customer=cus_none' },
        { endpoint: `GET /v1/payment_methods?customer=${otherCustomer}` },
        { endpoint: 'POST /v1/payment_methods/pm_card_visa/attach', form: 'customer=cus_none' },
        {
          endpoint: 'POST /v1/payment_methods/pm_card_visa/attach',
          form: `customer=${otherCustomer}`,
        },
      ];
    },
  },
  {
    status: 400,
    message: 'The payment method you provided has already been attached to a customer.',
    asked: async ({ method, otherCustomer }) => [
      {
        endpoint: `POST /v1/payment_methods/${method}/attach`,
        form: `customer=${otherCustomer}`,
      },
    ],
  },
  {
    status: 404,
    code: 'resource_missing',
    param: 'payment_method',
    message: "No such PaymentMethod: '{id}'",
    asked: async ({ customer }) => [
      { endpoint: 'POST /v1/payment_methods/pm_none/attach', form: `customer=${customer}` },
      { endpoint: 'GET /v1/payment_methods/pm_none' },
      { endpoint: 'POST /v1/payment_methods/pm_none/detach' },
    ],
  },
  {
    status: 400,
    message:
      'The payment method you provided is not attached to a customer so detachment is impossible.',
    asked: async ({ make }) => {
      const loose = await make('POST /v1/payment_methods', 'type=card&card[token]=tok_visa');
      return [{ endpoint: `POST /v1/payment_methods/${loose}/detach` }];
    },
  },
];
