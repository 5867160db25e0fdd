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
  '?next= and the fields behind it with forty-six spellings of another site and odd paths made at random: signing in, being signed in already, signing out and changing the person, an updated page and another person’s; the ways back from a bank',
  () => {
    test('nobody is led away who is signed in, or signs in', async ({ visit, person }) => {
      const visitor = await visit(person);
      await forEachAtOnce([...someOf(elsewhere, 1), ...samplesOf(oddPath, 5)], async (next) => {
        const query = `next=${encodeURIComponent(next)}`;
        const answer = await visitor.get(`/sign-in?${query}`, { maxRedirects: 0 });
        expect(answer.status(), next).toBe(307);
        expect(originOf(answer.headers().location ?? ''), JSON.stringify(next)).toBe(run.appUrl);
      });
    });

    test('signing in leads to this shop, by script and by form', async ({ visit, person }) => {
      for (const next of someOf(elsewhere.slice(0, 24), 2)) {
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

    test('signing out, and making way for another person, leads to this shop', async ({
      visit,
      person,
      stranger,
    }) => {
      const [visitor, nobody] = [await visit(person), await visit()];
      // For somebody else than the form was drawn for nothing ends, so that one session does for all.
      const tries = [visitor, nobody].flatMap((asks, n) =>
        someOf(elsewhere, n).map((next) => ({ asks, next })),
      );
      await forEachAtOnce(tries, async ({ asks, next }) => {
        const query = new URLSearchParams({ for: stranger.id, next }).toString();
        const answer = await asks.post(`/sign-out?${query}`, {
          headers: { origin: run.appUrl, 'sec-fetch-site': 'same-origin' },
          maxRedirects: 0,
        });
        expect(answer.status(), next).toBe(303);
        const to = new URL(answer.headers().location ?? '', `${run.appUrl}/sign-out`);
        expect(to.origin, next).toBe(run.appUrl);
        expect(originOf(to.searchParams.get('next') ?? '/'), next).toBe(run.appUrl);
      });
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
