import type { IncomingMessage, ServerResponse } from 'node:http';
import { sendJson } from '../running';
import type { Worlds } from '../worlds/worlds';

/** Lists the named worlds, and drops one. The default world is emptied by a reset. */
export async function answerWorlds(
  worlds: Worlds,
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
): Promise<void> {
  const name = path.slice('/_local/worlds/'.length);
  if (request.method === 'GET' && !name) sendJson(response, 200, { data: worlds.list() });
  else if (request.method === 'DELETE' && name) {
    sendJson(response, 200, { dropped: await worlds.drop(name) });
  } else sendJson(response, 404, { error: `no such control: ${request.method} ${path}` });
}
