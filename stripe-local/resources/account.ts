import type { Route } from '../api/call';
import { refusal } from '../api/errors';
import type { World } from '../state/world';

const account = (world: World) => ({
  id: world.accountId,
  object: 'account',
  business_profile: { name: 'stripe-local', url: null },
  business_type: 'company',
  capabilities: { card_payments: 'active', sepa_debit_payments: 'active', transfers: 'active' },
  charges_enabled: true,
  controller: { type: 'account' },
  country: 'US',
  default_currency: 'usd',
  details_submitted: true,
  email: 'merchant@stripe-local.invalid',
  external_accounts: {
    object: 'list',
    data: [],
    has_more: false,
    total_count: 0,
    url: `/v1/accounts/${world.accountId}/external_accounts`,
  },
  metadata: {},
  payouts_enabled: true,
  settings: {
    dashboard: { display_name: 'stripe-local', timezone: 'Etc/UTC' },
    payments: { statement_descriptor: 'Stripe' },
  },
  type: 'standard',
});

export const accountRoutes: readonly Route[] = [
  { endpoint: 'GET /v1/account', handle: account },
  {
    endpoint: 'GET /v1/accounts/:id',
    handle: (world, { id }) => {
      if (id === world.accountId) return account(world);
      throw refusal(`No such account: '${id}'`, { code: 'resource_missing', param: 'id' }, 404);
    },
  },
];
