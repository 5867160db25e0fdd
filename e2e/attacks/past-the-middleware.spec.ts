import { attack, expect, someOf, test } from '../fixtures/attack';
import { forEachAtOnce } from '../fixtures/at-once';
import { askRaw } from '../fixtures/raw-question';
import { SESSION_COOKIE } from '../fixtures/session-cookie';
import { run } from '../setup/run';

const NONCE = 'bm9uY2Utb2YtYS1zdHJhbmdlcg==';

/** What Next's own parts tell each other, or did once. */
const bypasses: Record<string, string>[] = [
  ...['middleware', 'src/middleware', 'pages/_middleware', 'proxy'].flatMap((name) =>
    [1, 5].map((times) => ({
      'x-middleware-subrequest': Array.from({ length: times }, () => name).join(':'),
    })),
  ),
  { 'x-middleware-next': '1' },
  { 'x-middleware-skip': '1' },
  { 'x-middleware-prefetch': '1' },
  { 'x-middleware-rewrite': '/desk' },
  { 'x-middleware-redirect': 'https://evil.example' },
  { 'x-middleware-invoke': '1', 'x-invoke-path': '/desk', 'x-invoke-status': '200' },
  { 'x-middleware-override-headers': 'x-nonce', 'x-middleware-request-x-nonce': NONCE },
  { 'x-middleware-set-cookie': 'a=b' },
  { 'x-nextjs-data': '1' },
  { 'x-nextjs-rewrite': '/desk' },
  { 'x-nextjs-redirect': 'https://evil.example' },
  { 'x-nextjs-matched-path': '/desk' },
  { 'x-nextjs-html-request-id': NONCE },
  { 'x-nonce': NONCE, 'content-security-policy': `script-src 'nonce-${NONCE}'` },
  { 'x-request-id': NONCE },
  { 'x-vercel-protection-bypass': '1', 'x-vercel-id': '1' },
];

attack(
  'Past the middleware',
  'twenty-four sets of headers that Next’s parts tell each other, on private pages, the desk and the front page: without a session nothing private comes, a nonce or a cookie of the stranger’s own is never taken, nobody is led elsewhere',
  () => {
    test('no header opens a private page', async ({ buyFor, person }) => {
      const { id, reference } = await buyFor(person);
      const paths = ['/wallet', '/orders', `/orders/${id}`, '/desk', `/desk/orders/${id}`];
      const tries = bypasses.flatMap((headers, n) =>
        // With a cookie of any kind the middleware lets through what the page then asks about.
        [{}, { cookie: `${SESSION_COOKIE}=x` } as Record<string, string>].flatMap((cookie) =>
          someOf(paths, n).map((path) => ({ path, headers: { ...headers, ...cookie } })),
        ),
      );
      await forEachAtOnce(tries, async ({ path, headers }) => {
        const answer = await askRaw(run.appUrl, { path, headers });
        const what = `${path} ${JSON.stringify(headers)}`;
        expect(answer.status, what).toBeLessThan(500);
        expect(answer.text, what).not.toContain(reference);
        expect(answer.text, what).not.toContain(person.email);
        expectToStay(answer.headers.location, what);
      });
    });

    test('no header takes the policy of scripts away, or names its nonce', async () => {
      await forEachAtOnce(bypasses, async (headers) => {
        const answer = await askRaw(run.appUrl, { path: '/', headers });
        const what = JSON.stringify(headers);
        const policy = String(answer.headers['content-security-policy']);
        expect(policy, what).toMatch(/script-src 'self' 'nonce-[^']{20,}'/);
        expect(policy, what).not.toContain(NONCE);
        expect(answer.text, what).not.toContain(NONCE);
        expect(answer.headers['x-request-id'], what).not.toBe(NONCE);
        expect(answer.headers['set-cookie'], what).toBeUndefined();
        expect(answer.headers['x-frame-options'], what).toBe('DENY');
        expectToStay(answer.headers.location, what);
      });
    });
  },
);

function expectToStay(location: string | undefined, what: string): void {
  if (location !== undefined) expect(new URL(location, run.appUrl).origin, what).toBe(run.appUrl);
}
