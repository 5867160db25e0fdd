import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerChallenge, viewChallenge } from '../resources/three-d-secure';
import { sendJson } from '../running';
import type { World } from '../state/world';

/** Shows a 3-D Secure challenge to the bank's page, and takes the customer's answer. */
export function answerThreeDSecure(
  world: World,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): void {
  const [, , id = '', step] = url.pathname.split('/');
  const answering = request.method === 'POST' && (step === 'complete' || step === 'fail');
  const view = answering
    ? answerChallenge(world, id, step === 'complete')
    : viewChallenge(world, id);
  world.commit();
  if (view) sendJson(response, 200, view);
  else sendJson(response, 404, { error: { message: `No such challenge: ${id}` } });
}
