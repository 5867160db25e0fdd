import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { actionRequest, findServerAction } from '../fixtures/action-manifest';
import { attack, expect, someOf, test } from '../fixtures/attack';
import { mailedLink, outboxMail } from '../fixtures/mailed-token';
import { askRaw } from '../fixtures/raw-question';
import { SESSION_COOKIE } from '../fixtures/session-cookie';
import { run } from '../setup/run';

/** Who a request says that it was meant for: itself, by proxies, and by what proxies have said in other years. */
const poisonOf = (host: string): Record<string, string>[] => [
  { host },
  { host: `${new URL(run.appUrl).host}@${host}` },
  { 'x-forwarded-host': host },
  { 'x-forwarded-host': `${new URL(run.appUrl).host}, ${host}` },
  { host, 'x-forwarded-host': host, 'x-forwarded-proto': 'https', 'x-forwarded-port': '443' },
  { 'x-forwarded-proto': 'https' },
  { 'x-forwarded-proto': 'javascript' },
  { forwarded: `host=${host};proto=https` },
  { 'x-original-host': host, 'x-host': host, 'x-forwarded-server': host, 'x-real-host': host },
];

const EVIL = 'evil.example';
const poisons = poisonOf(EVIL);

/** Next's redirects call this machine "localhost", whatever number it was given. */
const originOf = (location: string): string =>
  new URL(location, run.appUrl).origin.replace('//localhost:', '//127.0.0.1:');

attack(
  'To send people to a host of one’s own',
  'Host, X-Forwarded-Host, X-Forwarded-Proto, Forwarded and their like, with a request for a new password, with redirects and on pages: what is mailed and where one is led begins with APP_URL; a redirecting action fetches nothing from such a host',
  () => {
    test('the link in a mail is ours, whoever asked for it', async ({
      person,
      address,
      records,
    }) => {
      const action = findServerAction('askForPasswordReset');
      // As many as one account may ask for in an hour.
      const asking = someOf(poisons.slice(0, 5), 0).map(async (poison) => {
        const { page, headers, body } = actionRequest(
          action,
          [{ email: person.email }],
          `https://${EVIL}`,
        );
        await askRaw(run.appUrl, {
          path: page,
          method: 'POST',
          headers: { ...headers, 'x-forwarded-for': address, ...poison },
          body,
        });
      });
      await Promise.all(asking);
      const mails = await records.mailsOf(person.id);
      expect(mails.length).toBeGreaterThan(0);
      for (const { id } of mails) {
        const page = await outboxMail(id);
        expect(page).not.toContain(EVIL);
        expect(new URL(mailedLink(page).link).origin).toBe(run.appUrl);
      }
    });

    test('a redirect stays here', async ({ person, sessionCookie }) => {
      const cookie = `${SESSION_COOKIE}=${await sessionCookie(person)}`;
      const paths = [
        ['/wallet', {}],
        ['/desk', {}],
        ['/pay/x', {}],
        ['/sign-in?next=/wallet', { cookie }],
        ['/wallet/return?for=x', { cookie }],
        ['/wallet/', { cookie }],
      ] as const;
      for (const [n, [path, who]] of paths.entries()) {
        for (const poison of someOf(poisons, n)) {
          const answer = await askRaw(run.appUrl, { path, headers: { ...who, ...poison } });
          const what = `${path} ${JSON.stringify(poison)}`;
          expect(answer.status, what).toBeGreaterThanOrEqual(300);
          expect(answer.status, what).toBeLessThan(500);
          expect(originOf(answer.headers.location ?? '/'), what).toBe(run.appUrl);
        }
      }
    });

    test('no page names such a host', async () => {
      const paths = ['/', '/sign-in', '/products/tideline', '/api/auth/providers'];
      for (const [n, path] of paths.entries()) {
        for (const poison of someOf(poisons, n)) {
          const answer = await askRaw(run.appUrl, { path, headers: poison });
          const what = `${path} ${JSON.stringify(poison)}`;
          expect(answer.status, what).toBeLessThan(500);
          expect(answer.text, what).not.toContain(EVIL);
        }
      }
    });

    test('an action that redirects fetches nothing from such a host', async ({
      person,
      address,
    }) => {
      const heard: string[] = [];
      const server = createServer(({ url }, response) => {
        heard.push(String(url));
        response.end('read by the shop');
      }).listen(0, '127.0.0.1');
      await once(server, 'listening');
      const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
      const action = findServerAction('signIn');
      const { email, password } = person;
      const led: unknown[] = [];
      try {
        for (const poison of [...someOf(poisonOf(host), 0), {}]) {
          for (const origin of [`http://${host}`, run.appUrl]) {
            const input = { email, password, next: '/orders' };
            const { page, headers, body } = actionRequest(action, [input], origin);
            const answer = await askRaw(run.appUrl, {
              path: page,
              method: 'POST',
              headers: { ...headers, 'x-forwarded-for': address, ...poison },
              body,
            });
            expect(answer.text, JSON.stringify(poison)).not.toContain('read by the shop');
            led.push(answer.headers['x-action-redirect'] ?? answer.text.slice(0, 200));
          }
        }
      } finally {
        server.closeAllConnections();
        server.close();
      }
      expect(heard).toEqual([]);
      // Some get as far as the redirect, the last one without a poison among them.
      expect(led.at(-1)).toMatch(/^\/orders;/);
    });
  },
);
