import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Running, sendJson } from '../running';
import { type Answer, answers } from './answers';
import { readJson } from './read-command';

const known = new Map<string, Answer>(Object.entries(answers));

export async function answerControl(
  running: Running,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  text: string,
): Promise<void> {
  const [, , ...steps] = url.pathname.split('/');
  // In the middle of three steps stands an id.
  const id = steps.length === 3 ? (steps[1] ?? '') : '';
  const name = steps.length === 3 ? `${steps[0]}/:id/${steps[2]}` : steps.join('/');
  const answerOf = known.get(`${request.method} ${name}`);
  if (!answerOf) {
    sendJson(response, 404, { error: `no such control: ${request.method} ${url.pathname}` });
    return;
  }
  try {
    const answered = await answerOf(running, readJson(text), id, url);
    running.world.commit();
    sendJson(response, 200, answered);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    sendJson(response, 400, { error: error.message });
  }
}
