import { join } from 'node:path';
import { findServerAction } from '../fixtures/action-manifest';
import { listDeskRoutes, pathOf } from '../fixtures/desk-routes';
import { expectNoStack } from '../fixtures/no-stack';
import { sendRaw } from '../fixtures/raw-request';
import { attack, expect, someOf, test } from '../fixtures/attack';
import { forEachAtOnce } from '../fixtures/at-once';
import { signatureOf } from '../fixtures/webhook';
import { run } from '../setup/run';

const MIB = 1024 * 1024;
const tooLarge = 'x'.repeat(MIB + 1);

const ids = { orderId: 'x', eventId: 'x', userId: 'x', mailId: 'x', slug: 'tideline', token: 'x' };
/** Every address of the app, as its folders have it, and some of files and of nothing. */
const addresses = [
  ...listDeskRoutes(join(process.cwd(), 'app'), []).map((route) =>
    pathOf(route, ids).replace('[...nextauth]', 'signin/github'),
  ),
  '/icon.svg',
  '/prints/tideline.svg',
  '/_next/static/none.js',
  '/no-such-page',
];

const post = (path: string, ...headers: string[]): string[] => [
  `POST ${path} HTTP/1.1`,
  `Origin: ${run.appUrl}`,
  'Connection: close',
  ...headers,
];
const sized = (body: string): string => `Content-Length: ${Buffer.byteLength(body)}`;
const inChunks = (body: string): string => `${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`;

const call = (name: string, type = 'text/plain;charset=UTF-8'): string[] =>
  post(
    '/sign-in',
    `Next-Action: ${findServerAction(name).id}`,
    'Accept: text/x-component',
    ...(type ? [`Content-Type: ${type}`] : []),
  );

const part = (name: string, value: string): string =>
  `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;

attack(
  'To keep the server busy, or its log full, with requests that are none',
  'bodies too large by what they say and by what comes, cut off, malformed as JSON, as a form and as a call of an action, lengths that contradict each other, bodies that do not come to their end, methods that nothing answers, at every address: 413, 400, 408 and 405, never 500; calls from a page of elsewhere: 403',
  () => {
    test('a body that says it is too large is refused before it comes, at every address', async () => {
      expect(addresses.length).toBeGreaterThan(30);
      await forEachAtOnce(addresses, async (path) => {
        const { status } = await sendRaw(post(path, `Content-Length: ${MIB + 1}`));
        expect(status, path).toBe(413);
      });
    });

    test('one that does not say so is refused when it is found out', async () => {
      const signature = `Stripe-Signature: ${signatureOf(tooLarge)}`;
      for (const head of [
        call('signIn'),
        call('signInWithGitHub', 'multipart/form-data; boundary=x'),
        post('/sign-in', 'Content-Type: multipart/form-data; boundary=x'),
        post('/desk/orders.csv', 'Content-Type: application/x-www-form-urlencoded'),
        post('/api/auth/signin/github', 'Content-Type: application/x-www-form-urlencoded'),
        post('/api/auth/signout', 'Content-Type: application/json'),
        post('/api/stripe/webhook', signature),
      ]) {
        const { status } = await sendRaw(
          [...head, 'Transfer-Encoding: chunked'],
          inChunks(tooLarge),
        );
        expect(status, head[0]).toBe(413);
      }
    });

    test('what cannot be read as what it says it is, is 400', async () => {
      const form = 'Content-Type: multipart/form-data; boundary=x';
      const ref = (id: string, bound: string): string =>
        part('$ACTION_REF_1', '') + part('$ACTION_1:0', `{"id":"${id}","bound":${bound}}`);
      const { id } = findServerAction('signUp');
      for (const [head, body] of [
        ...['signIn', 'signUp', 'signInWithGitHub'].flatMap((name) =>
          ['', '{', 'null', '{}', '["$F1"]', '["$@1"]', '["$1:a"]', '['.repeat(50_000)].map(
            (text) => [call(name), text] as const,
          ),
        ),
        [call('signIn', 'multipart/form-data'), '[]'],
        [call('signIn', 'multipart/form-data; boundary=x'), part('0', '["$K1"]')],
        [call('signIn', 'multipart/form-data; boundary=x'), `${part('0', '["$F1"]')}--x--\r\n`],
        [call('signIn', 'MULTIPART/form-data; boundary=x'), `${part('0', '[]')}--x--\r\n`],
        [call('signIn', 'application/json'), '{'],
        [call('signIn', ''), '{'],
        [post('/sign-in', form), 'a=b'],
        [post('/sign-in', form), part('a', 'b')],
        [post('/sign-in', form), `${ref(id, '"$@1"')}--x--\r\n`],
        [post('/sign-in', form), `${ref(id, '"$@1"')}${part('$ACTION_1:1', '[')}--x--\r\n`],
        [post('/sign-in', form), `${part('$ACTION_REF_1', '')}--x--\r\n`],
        [post('/api/auth/signout', 'Content-Type: application/json'), '{'],
        [post('/api/stripe/webhook', 'Stripe-Signature: t=1,v1=x'), ''],
        [post('/api/stripe/webhook', `Stripe-Signature: ${signatureOf('{')}`), '{'],
        [post('/api/stripe/webhook', `Stripe-Signature: ${signatureOf('[]')}`), '[]'],
        [post('/api/stripe/webhook', `Stripe-Signature: ${signatureOf('\0')}`), '\0'],
      ] as const) {
        const { status, text } = await sendRaw([...head, sized(body)], body);
        expect(status, `${head[0]} ${body.slice(0, 60)}`).toBe(400);
        expectNoStack(text);
      }
    });

    test('lengths that are none, or contradict each other, are 400', async () => {
      for (const lengths of [
        ['Content-Length: x'],
        ['Content-Length: -1'],
        ['Content-Length: 1', 'Content-Length: 2'],
        ['Content-Length: 3', 'Transfer-Encoding: chunked'],
        ['Transfer-Encoding: gzip'],
      ]) {
        expect((await sendRaw([...call('signIn'), ...lengths], '0\r\n\r\n')).status).toBe(400);
      }
    });

    test('a page of elsewhere that calls an action is told that it may not', async () => {
      const { id } = findServerAction('signInWithGitHub');
      const form = `${part(`$ACTION_ID_${id}`, '')}--x--\r\n`;
      for (const origin of ['https://evil.example', 'null', 'x', `${run.appUrl}0`]) {
        const from = (head: readonly string[]) =>
          head.map((l) => l.replace(/^Origin: .*/, `Origin: ${origin}`));
        for (const [head, body] of [
          [call('signIn'), '[]'],
          [post('/sign-in', 'Content-Type: multipart/form-data; boundary=x'), form],
        ] as const) {
          expect((await sendRaw([...from(head), sized(body)], body)).status, origin).toBe(403);
        }
      }
    });

    test('a method that nothing answers is refused, at every address', async () => {
      const methods = ['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND'];
      const tries = methods.flatMap((method) => addresses.map((path) => [method, path]));
      await forEachAtOnce(tries, async ([method, path]) => {
        const { status } = await sendRaw([`${method} ${path} HTTP/1.1`, 'Connection: close']);
        expect(status, `${method} ${path}`).toBe(405);
      });
    });

    test('HEAD is answered everywhere, without an error', async () => {
      await forEachAtOnce(someOf(addresses, 0), async (path) => {
        const { status } = await sendRaw([`HEAD ${path} HTTP/1.1`, 'Connection: close']);
        expect(status, path).toBeGreaterThanOrEqual(200);
        expect(status, path).toBeLessThan(500);
      });
    });

    // Half a minute of waiting. The deadline itself is tried in scripts/parts/at-the-door.test.mjs.
    if (run.thorough) {
      test('a body that does not come to its end is given up', async ({ request }) => {
        const length = 'Content-Length: 50';
        const stalled = [
          call('signIn'),
          post('/sign-in', 'Content-Type: multipart/form-data; boundary=x'),
          post('/api/auth/signin/github'),
          post('/api/stripe/webhook', `Stripe-Signature: ${signatureOf('abc')}`),
          post('/desk/orders.csv'),
        ];
        const answers = await Promise.all([
          ...stalled.map((head) => sendRaw([...head, length], 'abc')),
          ...stalled.map((head) => sendRaw([...head, 'Transfer-Encoding: chunked'], '1\r\na\r\n')),
        ]);
        expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 408));
        expect((await request.get('/api/health')).status()).toBe(200);
      });
    }
  },
);
