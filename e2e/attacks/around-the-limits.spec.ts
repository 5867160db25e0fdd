import { attack, expect, test } from '../fixtures/attack';
import { askRaw } from '../fixtures/raw-question';
import { run } from '../setup/run';

/** The library's own way in with a password, as routers may be told to read it. */
const WAYS = [
  '/api/auth/callback/credentials',
  '/api/auth/callback/credentials/',
  '/api/auth//callback/credentials',
  '/api/auth/callback//credentials',
  '/api/auth/callback/%63redentials',
  '/api/auth/callback/Credentials',
  '/api/auth/x/../callback/credentials',
  '/api/auth/callback/credentials%2F',
  '/api/auth/callback/credentials%20',
  '/api/auth/callback/credentials;x',
  '/api/auth/callback/credentials?x=/',
  '/api/auth/signin/credentials',
  '/api/auth/signin/credentials/',
  '/api/auth/signin/credentials?',
];

attack(
  'To try passwords past the limits',
  'the sign-in endpoint of the library, with its token and the right password, in fourteen spellings, by GET and by POST: none makes a session',
  () => {
    test("the library's own sign-in endpoint is no way around the limit", async ({ person }) => {
      const csrf = await askRaw(run.appUrl, { path: '/api/auth/csrf' });
      const { csrfToken } = JSON.parse(csrf.text) as { csrfToken: string };
      const cookie = (csrf.headers['set-cookie'] ?? [])
        .map((one) => one.split(';', 1)[0] ?? '')
        .join('; ');
      const { email, password } = person;
      const body = new URLSearchParams({ csrfToken, email, password }).toString();
      for (const path of WAYS) {
        for (const sent of [
          { method: 'POST', path, body },
          { method: 'GET', path: `${path}${path.includes('?') ? '&' : '?'}${body}` },
        ]) {
          const headers = { cookie, 'content-type': 'application/x-www-form-urlencoded' };
          const answer = await askRaw(run.appUrl, { ...sent, headers });
          const what = `${sent.method} ${path} ${answer.status}`;
          expect(answer.status, what).toBeLessThan(500);
          expect(String(answer.headers['set-cookie']), what).not.toContain('session-token');
        }
      }
    });
  },
);
