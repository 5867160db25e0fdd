import { attack, expect, test } from '../fixtures/attack';
import { askRaw } from '../fixtures/raw-question';
import { run } from '../setup/run';

const ORIGINS = [
  'https://evil.example',
  'http://localhost.evil.example',
  'http://127.0.0.1.evil.example',
  'http://128.0.0.1',
  'http://evil.example:80',
  'https://localhost@evil.example',
  'null',
  'file://',
];

/** Of elsewhere, and pointed at this machine (DNS rebinding): then no Origin gives the page away. */
const HOSTS = ['evil.example', 'localhost.evil.example', '127.0.0.1.evil.example', '10.0.0.1'];

const stripeUrl = run.stripeUrl ?? '';
const authorization = `Bearer ${run.stripeSecretKey}`;

/** What would move money, tell of it, or bend the local Stripe. */
const questions = [
  { path: '/v1/customers', method: 'GET' },
  { path: '/v1/payment_intents?limit=1', method: 'GET' },
  { path: '/v1/customers', method: 'POST', body: 'name=Eve' },
  { path: '/_local/requests', method: 'GET' },
  { path: '/_local/faults', method: 'POST', body: '{}' },
  { path: '/_local/reset', method: 'POST', body: '' },
  { path: '/_local/clock', method: 'POST', body: '{"ms":1}' },
  { path: '/_3ds/pi_x', method: 'GET' },
  { path: '/', method: 'POST', body: '' },
];

attack(
  'The local Stripe, from a page that is open in the same browser',
  'its interface, its orders to itself, its bank and its dashboard, asked by eight foreign origins, with the key and without, as requests and as questions for leave; the same by names of elsewhere that were pointed at this machine',
  () => {
    test('a page from elsewhere is answered nothing, and may read nothing', async () => {
      for (const origin of ORIGINS) {
        for (const { path, method, body } of questions) {
          const what = `${method} ${path} from ${origin}`;
          const leave = await askRaw(stripeUrl, {
            path,
            method: 'OPTIONS',
            headers: { origin, 'access-control-request-method': method },
          });
          expect(leave.status, what).toBe(403);
          for (const key of [{ authorization }, {}] as Record<string, string>[]) {
            const answer = await askRaw(stripeUrl, {
              path,
              method,
              headers: { origin, 'content-type': 'application/x-www-form-urlencoded', ...key },
              body,
            });
            expect(answer.status, what).toBe(404);
            expect(answer.headers['access-control-allow-origin'], what).toBeUndefined();
          }
        }
      }
      // Asked by nobody's page the same key is answered.
      const own = await askRaw(stripeUrl, { path: '/v1/customers', headers: { authorization } });
      expect(own.status).toBe(200);
      expect(own.text).not.toContain('Eve');
    });

    test('a name of elsewhere that leads here is answered nothing', async () => {
      const { port } = new URL(stripeUrl);
      for (const name of HOSTS) {
        for (const host of [name, `${name}:${port}`]) {
          for (const { path, method, body } of questions) {
            const headers = { host, authorization };
            const answer = await askRaw(stripeUrl, { path, method, headers, body });
            expect(answer.status, `${method} ${path} at ${host}`).toBe(403);
          }
        }
      }
    });
  },
);
