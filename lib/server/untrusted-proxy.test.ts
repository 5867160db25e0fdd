import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, vi } from 'vitest';
import { log } from '../log';
import { warnOfUntrustedProxy } from './untrusted-proxy';

it('a proxy that nobody told of is warned of once, by the first request that comes through it', async () => {
  const settings = {
    APP_URL: 'http://127.0.0.1:4350',
    AUTH_SECRET: 'a secret of more than thirty-two characters',
    STRIPE_SECRET_KEY: 'sk_test_cardkeep',
    STRIPE_PUBLISHABLE_KEY: 'pk_test_cardkeep',
    STRIPE_WEBHOOK_SECRET: 'whsec_cardkeep',
    LOG_LEVEL: 'silent',
  };
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
  const warn = vi.spyOn(log(), 'warn');
  const server = createServer((_, response) => response.end());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  warnOfUntrustedProxy();

  await fetch(address);
  expect(warn).not.toHaveBeenCalled();
  for (let n = 0; n < 3; n++) {
    await fetch(address, { headers: { 'x-forwarded-for': '192.0.2.1' } });
  }
  expect(warn).toHaveBeenCalledExactlyOnceWith(expect.stringContaining('TRUSTED_PROXIES'));
  // The address is a visitor's: it is nobody's business in a log.
  expect(warn.mock.calls.flat().join()).not.toContain('192.0.2.1');
  await new Promise((resolve) => server.close(resolve));
});
