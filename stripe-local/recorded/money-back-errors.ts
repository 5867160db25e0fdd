import type { RecordedError } from './rows';

const PAID = 'amount=1000&payment_method=pm_card_visa&confirm=true';

/** Charges, refunds and disputes. */
export const moneyBackErrors: readonly RecordedError[] = [
  {
    status: 404,
    code: 'resource_missing',
    param: 'id',
    message: "No such charge: '{id}'",
    asked: async () => [
      { endpoint: 'GET /v1/charges/ch_none' },
      { endpoint: 'POST /v1/refunds', form: 'charge=ch_none' },
    ],
  },
  {
    status: 400,
    code: 'resource_missing',
    param: 'charge',
    message: "No such charge: '{id}'",
    asked: async () => [{ endpoint: 'GET /v1/refunds?charge=ch_none' }],
  },
  {
    status: 400,
    message:
      'This Charge was created by a PaymentIntent ({payment_intent}). You must update the `transfer_group` on the PaymentIntent instead of updating the Charge directly. See https://stripe.com/docs/api#update_payment_intent',
    asked: async ({ intent }) => {
      const { charge } = await intent(PAID);
      return [{ endpoint: `POST /v1/charges/${charge}`, form: 'transfer_group=group' }];
    },
  },
  {
    status: 404,
    code: 'resource_missing',
    param: 'dispute',
    message: "No such dispute: '{id}'",
    asked: async () => [{ endpoint: 'GET /v1/disputes/du_none' }],
  },
  {
    status: 400,
    message: 'This dispute is already closed',
    asked: async ({ intent, make }) => {
      const { id } = await intent('amount=1000&payment_method=pm_card_createDispute&confirm=true');
      const dispute = await make(`GET /v1/disputes?payment_intent=${id}`);
      await make(`POST /v1/disputes/${dispute}/close`);
      return [
        { endpoint: `POST /v1/disputes/${dispute}`, form: 'evidence[customer_name]=Ada' },
        { endpoint: `POST /v1/disputes/${dispute}/close` },
      ];
    },
  },
  {
    status: 400,
    param: 'amount',
    message: 'Refund amount ({amount}) is greater than unrefunded amount on charge ({amount})',
    asked: async ({ intent, make }) => {
      const { charge } = await intent(PAID);
      await make('POST /v1/refunds', `charge=${charge}&amount=300`);
      return [{ endpoint: 'POST /v1/refunds', form: `charge=${charge}&amount=701` }];
    },
  },
  {
    status: 400,
    message:
      'One of the following params should be provided for this request: payment_intent or charge.',
    asked: async () => [{ endpoint: 'POST /v1/refunds' }],
  },
  {
    status: 400,
    message:
      'This uncaptured Charge was created by a PaymentIntent ({payment_intent}). You must cancel the PaymentIntent to reverse the authorization instead of refunding the Charge directly. For more information, see https://stripe.com/docs/payments/place-a-hold-on-a-payment-method',
    asked: async ({ intent }) => {
      const { charge } = await intent(`${PAID}&capture_method=manual`);
      return [{ endpoint: 'POST /v1/refunds', form: `charge=${charge}` }];
    },
  },
  {
    status: 400,
    code: 'charge_already_refunded',
    message: 'Charge {charge} has already been refunded.',
    asked: async ({ intent, make }) => {
      const { id, charge } = await intent(PAID);
      await make('POST /v1/refunds', `charge=${charge}`);
      return [
        { endpoint: 'POST /v1/refunds', form: `charge=${charge}` },
        { endpoint: 'POST /v1/refunds', form: `payment_intent=${id}&amount=1` },
      ];
    },
  },
  {
    status: 400,
    code: 'charge_disputed',
    message: 'Charge {charge} has been charged back; cannot issue a refund.',
    asked: async ({ intent }) => {
      const paid = await intent('amount=1000&payment_method=pm_card_createDispute&confirm=true');
      return [{ endpoint: 'POST /v1/refunds', form: `charge=${paid.charge}` }];
    },
  },
  {
    status: 400,
    message: 'Canceling this refund is unsupported.',
    asked: async ({ intent, make }) => {
      const { charge } = await intent(PAID);
      const refund = await make('POST /v1/refunds', `charge=${charge}`);
      return [{ endpoint: `POST /v1/refunds/${refund}/cancel` }];
    },
  },
];
