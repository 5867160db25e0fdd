import { randomUUID } from 'node:crypto';
import { attack, expect, someOf, test } from '../fixtures/attack';
import { forEachAtOnce } from '../fixtures/at-once';
import { listDeskRoutes, pathOf, withoutLayouts, type RouteIds } from '../fixtures/desk-routes';
import { expectNoStack } from '../fixtures/no-stack';
import { askRaw } from '../fixtures/raw-question';
import { SESSION_COOKIE } from '../fixtures/session-cookie';
import { deliver, eventAbout } from '../fixtures/webhook';
import { run } from '../setup/run';

const routes = listDeskRoutes();

/** Not even the empty rooms: their words are in pages only. */
const WORDS_OF_THE_DESK = /Desk:|Webhook inbox|Reconciliations|What staff did/;

/** As many ways to write one address as proxies, routers and file systems have been fooled by. */
const spellings = (path: string): string[] => [
  `/${path}`,
  `${path}/`,
  `${path}//`,
  `/.${path}`,
  `/x/..${path}`,
  `/x/%2e%2e${path}`,
  `/%2e${path}`,
  `/en${path}`,
  `/_next${path}`,
  `/api/..${path}`,
  `/prints/..${path}`,
  `/_next/static/..${path}`,
  `/api/stripe/webhook/..${path}`,
  path.toUpperCase(),
  path.replace('desk', 'Desk'),
  path.replace('d', '%64'),
  path.replace('d', '%2564'),
  path.replaceAll('/', '%2F').replace('%2F', '/'),
  path.replaceAll('/', '\\').replace('\\', '/'),
  path.replace('desk', 'desk;x=1'),
  path.replace('desk', 'desk%00'),
  path.replace('desk', '(desk)/desk'),
  `${path}.rsc`,
  `${path}.txt`,
  `${path}.json`,
  `${path}.html`,
  `${path}.segments/_tree.segment.rsc`,
  `${path}.prefetch.rsc`,
  `/_next/data/x${path}.json`,
  `/index${path}`,
  `${path}?_rsc=1`,
  `${path}?nxtPorderId=x`,
  `${path}?__nextLocale=en&__nextDataReq=1`,
  `http://evil.example${path}`,
];

/** What tells Next, or a router before it, that this is another request than it looks like. */
const disguises = (path: string): Record<string, string>[] => [
  { rsc: '1' },
  { rsc: '1', 'next-router-prefetch': '1' },
  { rsc: '1', 'next-router-prefetch': '1', 'next-router-segment-prefetch': '/_tree' },
  { rsc: '1', 'next-router-segment-prefetch': '/desk/__PAGE__' },
  { 'next-hmr-refresh': '1', rsc: '1' },
  { 'x-nextjs-data': '1' },
  { 'next-url': path },
  { 'x-matched-path': path },
  { 'x-invoke-path': path },
  { 'x-original-url': path },
  { 'x-rewrite-url': path },
  { 'x-forwarded-uri': path },
  { 'x-forwarded-prefix': '/desk' },
  { 'x-now-route-matches': '1=desk' },
  { 'x-http-method-override': 'GET' },
  { purpose: 'prefetch', 'sec-purpose': 'prefetch' },
  { 'x-prerender-revalidate': 'x' },
];

attack(
  'The desk, by any path',
  'every page and file of the desk, as nobody and as a buyer: its own address, thirty-four spellings of it, other methods, requests for a page without its layouts, prefetches, and headers that name another path',
  () => {
    test('its routes are found in the folder', () => {
      expect(
        routes.map((route) => pathOf(route, { orderId: ':o', eventId: ':e', userId: ':u' })),
      ).toEqual(
        expect.arrayContaining([
          ...['/desk', '/desk/orders', '/desk/orders.csv', '/desk/orders/:o', '/desk/inbox/:e'],
          '/desk/people/:u',
        ]),
      );
    });

    test('the signed-out are sent to sign-in', async ({ visit }) => {
      const nobody = await visit();
      const ids = { orderId: randomUUID(), eventId: 'evt_none', userId: randomUUID() };
      for (const route of routes) {
        const path = pathOf(route, ids);
        const answer = await nobody.get(path, { maxRedirects: 0 });
        expect(answer.status(), path).toBe(307);
        expect(answer.headers().location, path).toContain('/sign-in?next=');
        const forged = { cookie: `${SESSION_COOKIE}=forged` };
        const past = await nobody.get(path, { maxRedirects: 0, headers: forged });
        expect([307, 404], path).toContain(past.status());
      }
    });

    test('a buyer gets 404 from each route, and nothing of what is there', async ({
      visit,
      buyFor,
      person,
      stranger,
      staff,
    }) => {
      const { id: orderId, reference } = await buyFor(person);
      const event = eventAbout('something.new', { id: 'obj_secretive' });
      const nobody = await visit();
      expect((await deliver(nobody, JSON.stringify(event))).status()).toBe(200);
      const ids: RouteIds = { orderId, eventId: event.id, userId: person.id };
      // The owner of an order is no more staff than anybody else.
      const [owner, thief, desk] = [await visit(person), await visit(stranger), await visit(staff)];
      for (const route of routes) {
        const path = pathOf(route, ids);
        const answer = await thief.get(path, { maxRedirects: 0 });
        expect(answer.status(), path).toBe(404);
        const bare = await thief.get(path, { headers: withoutLayouts(route, ids) });
        // A question that was not understood would prove nothing.
        expect(bare.status(), path).toBeLessThan(500);
        for (const text of [await answer.text(), await bare.text()]) {
          for (const secret of [reference, person.email, 'obj_secretive']) {
            expect(text, path).not.toContain(secret);
          }
          expect(text, path).not.toMatch(WORDS_OF_THE_DESK);
          expectNoStack(text);
        }
        expect((await owner.get(path)).status(), path).toBe(404);

        // Asked by staff, the same two questions are answered: that a buyer sees nothing is no accident.
        // The file is a form's, and staff are told so.
        const shownTo = path.endsWith('.csv') ? 405 : 200;
        expect((await desk.get(path)).status(), path).toBe(shownTo);
        if (path === `/desk/orders/${orderId}`) {
          const shown = await desk.get(path, { headers: withoutLayouts(route, ids) });
          expect(await shown.text()).toContain(reference);
        }
      }
    });

    test('no other spelling, method or header leads there', async ({
      buyFor,
      person,
      stranger,
      sessionCookie,
    }) => {
      const { id, reference } = await buyFor(person);
      const cookie = `${SESSION_COOKIE}=${await sessionCookie(stranger)}`;
      const visitors: Record<string, string>[] = [{}, { cookie }];
      const paths = ['/desk', '/desk/orders', `/desk/people/${person.id}`, `/desk/orders/${id}`];
      const tries = [...paths, '/desk/orders.csv'].flatMap((path) => [
        ...spellings(path).map((spelled) => ({ path: spelled, method: 'GET', headers: {} })),
        ...['POST', 'PUT', 'HEAD', 'OPTIONS', 'DELETE', 'PROPFIND'].map((method) => ({
          path,
          method,
          headers: {},
        })),
        ...disguises(path).flatMap((headers) => [
          { path, method: 'GET', headers },
          { path: '/', method: 'GET', headers },
        ]),
      ]);
      const all = visitors.flatMap((who, n) => someOf(tries, n).map((one) => ({ ...one, who })));
      await forEachAtOnce(all, async ({ path, method, headers, who }) => {
        const answer = await askRaw(run.appUrl, { path, method, headers: { ...who, ...headers } });
        const what = `${method} ${path} ${JSON.stringify(headers)}`;
        expect(answer.status, what).toBeLessThan(500);
        for (const secret of [reference, person.email]) {
          expect(answer.text, what).not.toContain(secret);
        }
        expect(answer.text, what).not.toMatch(WORDS_OF_THE_DESK);
        expectNoStack(answer.text);
      });
    });

    test('what is not there is not found by staff either', async ({ visit, staff }) => {
      const desk = await visit(staff);
      const none = [`/desk/orders/${randomUUID()}`, '/desk/orders/x', '/desk/inbox/evt_no'];
      for (const path of [...none, `/desk/people/${randomUUID()}`, '/desk/people/x']) {
        expect((await desk.get(path)).status(), path).toBe(404);
      }
    });
  },
);
