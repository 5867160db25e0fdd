import type { IncomingMessage, ServerResponse } from 'node:http';
import { type ApiAnswer, keyOf } from '../api/answer';
import { failEarly, failLate } from '../control/fault-effects';
import { redacted } from '../control/requests';
import { worldOfKey } from '../worlds/names';
import type { Worlds } from '../worlds/worlds';
import { readBody } from './read-body';

/** Answers a request to /v1 in the world of its key, unless a fault that a tester armed comes before or after it. */
export async function answerApi(
  worlds: Worlds,
  request: IncomingMessage,
  response: ServerResponse,
  target: string,
): Promise<void> {
  const body = await readBody(request);
  const method = request.method ?? 'GET';
  const mark = target.indexOf('?');
  const path = mark < 0 ? target : target.slice(0, mark);
  const query = mark < 0 ? '' : target.slice(mark + 1);
  const asked = { method, path, query, body, headers: request.headers };
  // A key that no world has is refused, and somebody has to refuse it.
  const running = worlds.open(worldOfKey(keyOf(asked)) ?? null);
  const fault = running.faults.take(method, path);
  const early = fault && (await failEarly(running, request, response, fault, asked));
  if (early === 'done') return;
  const answered = early ?? running.api.answer(asked);
  running.world.commit();
  const key = request.headers['idempotency-key'];
  running.requests.add({
    at: running.world.clock.now(),
    method,
    path,
    key: answered.key,
    idempotencyKey: typeof key === 'string' ? key : null,
    status: answered.status,
    requestId: answered.headers['request-id'] ?? '',
    body: redacted(body || query),
  });
  if (fault && failLate(request, response, fault, answered)) return;
  send(response, answered);
}

function send(response: ServerResponse, answered: ApiAnswer): void {
  const body = JSON.stringify(answered.body);
  response.writeHead(answered.status, {
    ...answered.headers,
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-cache, no-store',
  });
  response.end(body);
}
