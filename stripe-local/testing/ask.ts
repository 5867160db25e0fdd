import type { ErrorBody } from '../api/errors';

export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly body: { readonly [field: string]: unknown; readonly error?: ErrorBody };
}

export interface Asking {
  readonly key?: string;
  readonly version?: string;
  readonly idempotencyKey?: string;
}

/**
 * One request as it goes over the wire, for what the SDK would not send. `path` carries the query, `form` the body,
 * written as `a=b&c[d]=e`.
 */
export async function ask(
  base: string,
  endpoint: string,
  form = '',
  { key = 'sk_test_local', version = '2026-10-28.endive', idempotencyKey }: Asking = {},
): Promise<Answered> {
  const [method = '', path = ''] = endpoint.split(' ');
  const response = await fetch(base + path, {
    method,
    headers: {
      authorization: `Bearer ${key}`,
      'stripe-version': version,
      ...(idempotencyKey ? { 'idempotency-key': idempotencyKey } : {}),
      ...(method === 'POST' ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
    },
    ...(method === 'POST' ? { body: new URLSearchParams(form) } : {}),
  });
  const { status, headers } = response;
  return { status, headers, body: (await response.json()) as Answered['body'] };
}
