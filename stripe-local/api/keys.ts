import { worldOfKey } from '../worlds/names';
import type { KeyKind } from './call';
import { ApiError, errorBody } from './errors';

const LIVE = /^(sk|rk|pk)_live_/;
const TEST = /^(sk|rk|pk)_test_./;

const kinds = { sk: 'secret', rk: 'restricted', pk: 'publishable' } as const;

const unauthorized = (message: string, code?: string): ApiError =>
  new ApiError(401, errorBody('invalid_request_error', message, code ? { code } : {}), false);

export const isLiveKey = (key: string): boolean => LIVE.test(key);

/** Tells what a key may do. A live key never passes: whoever sends one here has mixed up two worlds. */
export function readKey(key: string | null): KeyKind {
  if (!key) {
    throw unauthorized(
      'You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth ' +
        "(e.g. 'Authorization: Bearer YOUR_SECRET_KEY'). See https://stripe.com/docs/api#authentication for details, " +
        'or we can help at https://support.stripe.com/.',
    );
  }
  if (!TEST.test(key) || worldOfKey(key) === undefined)
    throw unauthorized(`Invalid API Key provided: ${masked(key)}`);
  return kinds[key.slice(0, 2) as keyof typeof kinds];
}

export const needsSecretKey = (): ApiError =>
  unauthorized(
    'This API call cannot be made with a publishable API key. Please use a secret API key. You can find a list of your ' +
      'API keys at https://dashboard.stripe.com/account/apikeys.',
    'secret_key_required',
  );

/** The key from a Bearer or Basic header. */
export function keyOfHeader(header: string | undefined): string | null {
  const [scheme = '', value = ''] = (header ?? '').split(' ');
  if (/^bearer$/i.test(scheme)) return value;
  if (/^basic$/i.test(scheme)) return Buffer.from(value, 'base64').toString().split(':')[0] ?? null;
  return null;
}

// Stripe shows the ends of a key it refuses, never the whole of it.
export const masked = (key: string): string =>
  key.length <= 12 ? key : `${key.slice(0, 8)}${'*'.repeat(key.length - 12)}${key.slice(-4)}`;
