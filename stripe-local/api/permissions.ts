import type { RestrictedKey } from '../state/rows';
import type { World } from '../state/world';
import { ApiError, errorBody } from './errors';
import { masked } from './keys';

/** Which permission an endpoint wants, by the first word of its path; charges and refunds share one. */
const subjects: Readonly<Record<string, string>> = {
  balance_transactions: 'balance_transaction_source',
  charges: 'charge',
  confirmation_tokens: 'confirmation_token',
  customer_sessions: 'customer_session',
  customers: 'customer',
  disputes: 'dispute',
  events: 'event',
  mandates: 'payment_method',
  payment_intents: 'payment_intent',
  payment_methods: 'payment_method',
  refunds: 'charge',
  setup_attempts: 'setup_intent',
  setup_intents: 'setup_intent',
  webhook_endpoints: 'webhook',
};

/** `GET /v1/customers` wants `rak_customer_read`; null where any key may call. */
function permissionFor(endpoint: string): string | null {
  const [method = '', path = ''] = endpoint.split(' ');
  const [, , room = '', , inner] = path.split('/');
  if (room === 'account' || room === 'accounts') return 'rak_accounts_kyc_basic_read';
  const subject = inner === 'payment_methods' ? 'payment_method' : subjects[room];
  return subject ? `rak_${subject}_${method === 'GET' ? 'read' : 'write'}` : null;
}

/** Refuses a restricted key that was limited to other endpoints. What may be written may be read too. */
export function checkPermission(world: World, key: string, endpoint: string): void {
  const limited: RestrictedKey | undefined = world.restrictedKeys.find(key)?.object;
  const wanted = limited && permissionFor(endpoint);
  if (!wanted) return;
  const enough = [wanted, wanted.replace(/_read$/, '_write')];
  if (enough.some((permission) => limited.permissions.includes(permission))) return;
  throw new ApiError(
    403,
    errorBody(
      'invalid_request_error',
      `The provided key '${masked(key)}' does not have the required permissions for this endpoint on account '${world.accountId}'. ` +
        `Having the '${wanted}' permission would allow this request to continue.`,
    ),
    false,
  );
}
