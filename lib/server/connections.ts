import { subscribe } from 'node:diagnostics_channel';
import type { Server, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { isLeaving } from '../under-way';

/** A connection that has just been answered is kept no longer than this after the server was closed, in ms. */
const DROP_IDLE_EVERY_MS = 50;

/** Next keeps the server that listens to itself; Node tells of it with every request. */
const servers = new Set<Server>();

/**
 * Gets to know the servers that listen. While this process is leaving, each answer asks for its
 * connection to be closed: proxies keep them, and would go on sending over them.
 */
export function watchConnections(): void {
  subscribe('http.server.request.start', (message) => {
    const { server, response } = message as { server: Server; response: ServerResponse };
    servers.add(server);
    if (isLeaving()) response.setHeader('connection', 'close');
  });
}

/** Takes no new connection. Resolves when all that were open have been answered and closed. */
export async function closeConnections(): Promise<void> {
  await Promise.all([...servers].map(closed));
}

async function closed(server: Server): Promise<void> {
  let isClosed = false;
  server.close(() => (isClosed = true));
  // One that was busy when the server was closed would be kept for the next request.
  while (!isClosed) {
    server.closeIdleConnections();
    await wait(DROP_IDLE_EVERY_MS);
  }
}
