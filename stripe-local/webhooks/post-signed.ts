import type { Attempt } from '../state/rows';
import { signatureHeader } from './signature';

/** Stripe gives an endpoint this long to answer, about. */
const ANSWER_WITHIN_MS = 10_000;

/** Sends an event to an endpoint, signed with its secret, and says what became of it. */
export async function postSigned(url: string, secret: string, event: object): Promise<Attempt> {
  const body = JSON.stringify(event, null, 2);
  // Signed by the machine's clock: a receiver checks it against its own.
  const at = Date.now();
  const seconds = Math.floor(at / 1000);
  try {
    const response = await fetch(url, {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'stripe-signature': signatureHeader(body, secret, seconds),
        'user-agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
      },
      redirect: 'manual',
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    await response.body?.cancel();
    return { at, status: response.status, error: null, ms: Date.now() - at };
  } catch (error) {
    const cause = error instanceof Error ? (error.cause ?? error) : error;
    const message = cause instanceof Error ? cause.message : String(cause);
    return { at, status: null, error: message, ms: Date.now() - at };
  }
}
