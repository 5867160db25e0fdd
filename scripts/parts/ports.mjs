import { connect, createServer } from 'node:net';
import { Stop } from './main.mjs';

export const HOST = '127.0.0.1';

/** A port from the environment, or its default. */
export function portFrom(env, name, fallback) {
  const text = env[name];
  if (text === undefined || text === '') return fallback;
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new Stop(`${name} must be a port number from 1 to 65535; it is "${text}".`);
  }
  return port;
}

/** Stops, in one line per port, if one of `{ PORT: 3000, … }` cannot be had. */
export async function requireFreePorts(ports) {
  const names = Object.keys(ports);
  if (new Set(Object.values(ports)).size < names.length) {
    throw new Stop(`${names.join(' and ')} must differ; both are ${ports[names[0]]}.`);
  }
  const faults = [];
  for (const [name, port] of Object.entries(ports)) {
    const fault = await portFault(port);
    if (fault) faults.push(`Port ${port} ${fault}. Choose another one with ${name}=<port>.`);
  }
  if (faults.length > 0) throw new Stop(faults.join('\n'));
}

/** Why a port cannot be had, or null. */
export async function portFault(port) {
  // Asked both ways: on some systems one may listen on 127.0.0.1 beside another who listens on all addresses.
  if (await answers(port)) return 'is taken';
  const code = await listenError(port);
  if (code === null) return null;
  return code === 'EACCES' ? 'needs more rights than you have' : 'is taken';
}

/** @returns {Promise<number>} */
export const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, HOST, () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

/** So many, each another one. */
export async function freePorts(count) {
  const ports = new Set();
  while (ports.size < count) ports.add(await freePort());
  return [...ports];
}

const answers = (port) =>
  new Promise((resolve) => {
    const socket = connect({ port, host: HOST });
    const done = (answer) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => done(true));
    socket.once('error', () => done(false));
  });

const listenError = (port) =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error) => resolve(error.code));
    server.listen(port, HOST, () => server.close(() => resolve(null)));
  });
