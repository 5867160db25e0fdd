import fc from 'fast-check';
import { actionRequest, findServerAction } from '../fixtures/action-manifest';
import { attack, expect, samplesOf, someOf, test } from '../fixtures/attack';
import { forEachAtOnce } from '../fixtures/at-once';
import { PASSWORD } from '../fixtures/person';
import { run } from '../setup/run';

const EVIL = 'evil.example';

/** What browsers, or parsers before them, have taken for another site. */
const elsewhere = [
  ...[`//${EVIL}`, `///${EVIL}`, `/\\${EVIL}`, `\\\\${EVIL}`, `/\\/${EVIL}`, `//\\${EVIL}`],
  ...[`/.//${EVIL}`, `/..//${EVIL}`, `/x/..//${EVIL}`, `/%2e//${EVIL}`, `/.\\${EVIL}`],
  ...[
    `/./\\${EVIL}`,
    `/%2e%2e//${EVIL}`,
    `/x/%2e%2e//${EVIL}`,
    `/.%2e//${EVIL}`,
    `/x/..\\/${EVIL}`,
  ],
  ...[`/\t/${EVIL}`, `/\n/${EVIL}`, `/\r\n/${EVIL}`, `/.\t//${EVIL}`, `\t//${EVIL}`, ` //${EVIL}`],
  ...[`https://${EVIL}`, `HTTPS:${EVIL}`, `https:/${EVIL}`, `http:\\\\${EVIL}`, `//user@${EVIL}`],
  ...[`javascript:alert(1)`, `/javascript:alert(1)`, `data:text/html,x`, `mailto:x@${EVIL}`],
  ...[`@${EVIL}`, `.${EVIL}`, `:80@${EVIL}`, `/@${EVIL}/..//${EVIL}`, `?//${EVIL}`, `#//${EVIL}`],
  ...[`/%2F${EVIL}`, `/%5C${EVIL}`, `/%09/${EVIL}`, `//${EVIL}%2F..`, `/\u2215/${EVIL}`],
  ...[`/\uFF0F${EVIL}`, `/\u3002.//${EVIL}`, `//\u3002${EVIL}`, `//[::1]/`, `//2130706433/`],
];

const oddPath = fc
  .array(
    fc.constantFrom(
      '/',
      '\\',
      '.',
      '..',
      '%2e',
      '%2f',
      '%5c',
      '\t',
      '\n',
      ' ',
      '@',
      ':',
      '?',
      '#',
      EVIL,
    ),
    { minLength: 1, maxLength: 8 },
  )
  .map((parts) => `/${parts.join('')}`);

/** Where a browser goes that is told `location` by a page of ours. */
const originOf = (location: string): string => new URL(location, `${run.appUrl}/sign-in`).origin;

attack(
  'To lead people away after they typed their password',
  '?next= and the fields behind it with forty-six spellings of another site and odd paths made at random: signing in, being signed in already, changing the person, an updated page and another person’s; the ways back from a bank',
  () => {
    test('nobody is led away who is signed in, or signs in', async ({ visit, person }) => {
      const visitor = await visit(person);
      await forEachAtOnce([...elsewhere, ...samplesOf(oddPath, 20)], async (next) => {
        const query = `next=${encodeURIComponent(next)}`;
        const answer = await visitor.get(`/sign-in?${query}`, { maxRedirects: 0 });
        expect(answer.status(), next).toBe(307);
        expect(originOf(answer.headers().location ?? ''), JSON.stringify(next)).toBe(run.appUrl);
      });
    });

    test('signing in leads to this shop, by script and by form', async ({ visit, person }) => {
      // As many tries as one account has in a quarter of an hour.
      for (const next of elsewhere.slice(0, 9)) {
        const visitor = await visit();
        const action = findServerAction('signIn');
        const input = { email: person.email, password: PASSWORD, next };
        const { page, headers, body } = actionRequest(action, [input], run.appUrl);
        const answer = await visitor.post(page, { headers, data: body, maxRedirects: 0 });
        const { 'x-action-redirect': led, location } = answer.headers();
        const [to = ''] = (led ?? location ?? '').split(';');
        expect(to, `${answer.status()} ${JSON.stringify(next)}`).not.toBe('');
        expect(originOf(to), JSON.stringify(next)).toBe(run.appUrl);
      }
    });

    test('no page links to another site because its address says so', async ({ visit, person }) => {
      const [nobody, somebody] = [await visit(), await visit(person)];
      const pages = [
        { visitor: nobody, page: '/sign-in' },
        { visitor: nobody, page: '/updated' },
        { visitor: nobody, page: '/other-person' },
        { visitor: somebody, page: '/other-person' },
      ];
      const tries = pages.flatMap((one, n) =>
        someOf(elsewhere, n).map((next) => ({
          ...one,
          path: `${one.page}?next=${encodeURIComponent(next)}`,
        })),
      );
      await forEachAtOnce(tries, async ({ visitor, path }) => {
        const answer = await visitor.get(path, { maxRedirects: 0 });
        const { location } = answer.headers();
        if (location !== undefined) expect(originOf(location), path).toBe(run.appUrl);
        for (const [, href = ''] of (await answer.text()).matchAll(/<a [^>]*href="([^"]*)"/g)) {
          expect(originOf(href.replaceAll('&amp;', '&')), path).toBe(run.appUrl);
        }
      });
    });

    test('making way for another person leads to this shop', async ({ visit, person }) => {
      const action = findServerAction('changePerson');
      for (const next of someOf(elsewhere, 0)) {
        const visitor = await visit(person);
        const { page, headers, body } = actionRequest(action, [person.id, next], run.appUrl);
        const answer = await visitor.post(page, { headers, data: body, maxRedirects: 0 });
        const [to = ''] = (answer.headers()['x-action-redirect'] ?? '').split(';');
        expect(originOf(to), next).toBe(run.appUrl);
        const inner = new URL(to, run.appUrl).searchParams.get('next') ?? '/';
        expect(originOf(inner), next).toBe(run.appUrl);
      }
    });

    test('a way back from a bank leads to this shop', async ({ visit, person }) => {
      const visitor = await visit(person);
      for (const part of ['%2F%2Fevil.example', '..%2F..%2F%2Fevil.example', '%5Cevil.example']) {
        for (const path of [
          `/orders/${part}/return?for=${person.id}`,
          `/orders/${part}/return`,
          `/wallet/return?for=${person.id}&setup_intent=${part}`,
        ]) {
          const answer = await visitor.get(path, { maxRedirects: 0 });
          const { location } = answer.headers();
          if (location !== undefined) expect(originOf(location), path).toBe(run.appUrl);
        }
      }
    });
  },
);
