import { log } from '@/lib/log';
import { readBody } from '@/lib/read-body';
import { REQUEST_ID_HEADER, withRequestId } from '@/lib/request-scope';
import { underWay } from '@/lib/under-way';
import { receiveWebhook, type Received } from '@/lib/webhooks/receive';

/** Stripe's events are a few kB; a megabyte of anything else is not read into memory. */
const MOST_BYTES = 1024 * 1024;

/** What Stripe need not send again is answered 200: it disables an endpoint that keeps refusing. */
const refused: readonly Received[] = ['bad_signature', 'too_old', 'no_event'];

const answer = (status: number, said: string) => Response.json({ said }, { status });

/**
 * Stripe's events. 200 as soon as one is written down: what follows from it comes after the answer.
 * 400 for what is not Stripe's, 500 where it could not be written down.
 */
export function POST(request: Request): Promise<Response> {
  const requestId = request.headers.get(REQUEST_ID_HEADER) ?? crypto.randomUUID();
  return underWay(() => withRequestId(requestId, () => receive(request)));
}

async function receive(request: Request): Promise<Response> {
  const signature = request.headers.get('stripe-signature');
  if (!signature) return answer(400, 'signature missing');
  // The raw body: a signature does not fit what was parsed and written again.
  const body = await readBody(request, MOST_BYTES);
  if (body.fault !== null) {
    return body.fault === 'too_large' ? answer(413, 'body too large') : answer(400, 'body cut off');
  }
  try {
    const received = await receiveWebhook(body.text, signature);
    return answer(refused.includes(received) ? 400 : 200, received);
  } catch (error) {
    log().error({ error }, 'a webhook event could not be received');
    return answer(500, 'not received');
  }
}
