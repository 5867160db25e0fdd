import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ApiAnswer } from '../api/answer';
import { sameParams } from '../api/idempotency';
import type { Running } from '../running';
import { type Fault, latencyOf } from './faults';

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly body: string;
}

/** Faults that come before the request has its effect. */
export async function failEarly(
  { api, holds, world }: Running,
  request: IncomingMessage,
  response: ServerResponse,
  fault: Fault,
  asked: Asked,
): Promise<ApiAnswer | 'done' | undefined> {
  const requestId = `req_${world.ids.text(14)}`;
  const key = request.headers['idempotency-key'];
  const headers = { 'request-id': requestId };
  switch (fault.kind) {
    case 'timeout_before':
      // Never answered; the client hangs up when it has had enough.
      return 'done';
    case 'reset_before':
      response.socket?.resetAndDestroy();
      return 'done';
    case 'latency':
      if (typeof key === 'string') api.keys.hold(key);
      await new Promise((done) => setTimeout(done, latencyOf(fault)));
      if (typeof key === 'string') api.keys.release(key);
      return undefined;
    case 'hold':
      // Nothing of it is known here before it arrives: its key is not in use either.
      return (await holds.hold({ method: asked.method, path: asked.path })) === 'lost'
        ? 'done'
        : undefined;
    case '429': {
      const error = {
        code: 'rate_limit',
        doc_url: 'https://stripe.com/docs/error-codes/rate-limit',
        message:
          'Request rate limit exceeded. Learn more about rate limits here https://stripe.com/docs/rate-limits.',
        type: 'invalid_request_error',
      };
      return { status: 429, headers, body: { error }, key: null };
    }
    case 'refuse': {
      // Nothing was begun, so nothing is kept under the key.
      const { param = '' } = fault;
      const message = `Invalid ${param}`;
      const error = { message, param, type: 'invalid_request_error' };
      return { status: 400, headers, body: { error }, key: null };
    }
    case '500': {
      const message = 'An unknown error occurred';
      const answered = { status: 500, body: { error: { message, type: 'api_error' } } };
      // What was kept under a key before stays: a fault does not change what Stripe remembers.
      if (typeof key === 'string' && !world.keyedAnswers.find(key)) {
        const route = `${asked.method} ${asked.path}`;
        api.keys.keep(key, route, sameParams(`${asked.query}&${asked.body}`), requestId, answered);
      }
      return { ...answered, headers: { ...headers, 'stripe-should-retry': 'true' }, key: null };
    }
    default:
      return undefined;
  }
}

/** Faults that come after it. */
export function failLate(
  request: IncomingMessage,
  response: ServerResponse,
  fault: Fault,
  answered: ApiAnswer,
): boolean {
  if (fault.kind === 'timeout_after') return true;
  if (fault.kind === 'reset_after') {
    request.socket.resetAndDestroy();
    return true;
  }
  if (fault.kind !== 'cut') return false;
  const body = JSON.stringify(answered.body);
  response.writeHead(answered.status, {
    ...answered.headers,
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
  });
  response.write(body.slice(0, Math.floor(body.length / 2)), () => request.socket.destroy());
  return true;
}
