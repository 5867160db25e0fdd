import { createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { freePort, portFault, portFrom, requireFreePorts } from './ports.mjs';

const servers = [];
const listen = (host) =>
  new Promise((resolve) => {
    const server = createServer().listen(0, host, () => resolve(server.address().port));
    servers.push(server);
  });

afterEach(async () => {
  await Promise.all(servers.splice(0).map((s) => new Promise((done) => s.close(done))));
});

describe('ports', () => {
  it('are read from the environment', () => {
    expect(portFrom({}, 'PORT', 3000)).toBe(3000);
    expect(portFrom({ PORT: '3100' }, 'PORT', 3000)).toBe(3100);
    expect(() => portFrom({ PORT: '99999' }, 'PORT', 3000)).toThrow('PORT must be a port number');
  });

  it.each(['127.0.0.1', '0.0.0.0'])('are taken by a server on %s', async (host) => {
    const port = await listen(host);
    expect(await portFault(port)).toBe('is taken');
  });

  it('that are taken are named with the setting that changes them', async () => {
    const taken = await listen('127.0.0.1');
    const free = await freePort();
    await expect(requireFreePorts({ PORT: free, STRIPE_LOCAL_PORT: taken })).rejects.toThrow(
      `Port ${taken} is taken. Choose another one with STRIPE_LOCAL_PORT=<port>.`,
    );
  });

  it('must differ', async () => {
    const ports = { PORT: 4000, STRIPE_LOCAL_PORT: 4000 };
    await expect(requireFreePorts(ports)).rejects.toThrow('must differ');
  });

  it('that are free are found', async () => {
    expect(await portFault(await freePort())).toBeNull();
  });
});
