import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { APIRequestContext } from 'playwright/test';
import { insertMail, listMails } from '@/db/queries/mails';
import { setEmailVerified } from '@/db/queries/users';
import { receiveEvent } from '@/db/queries/webhook-events';
import { aBuyer, aCard, anIntent, anOrder } from '@/db/testing/rows';
import { Shop } from '../crash/shop';
import { actionRequest, findServerAction } from '../fixtures/action-manifest';
import { listDeskRoutes, pathOf, withoutLayouts, type DeskRoute } from '../fixtures/desk-routes';
import {
  insertPerson,
  newName,
  emailOf,
  PASSWORD,
  withNewSession,
  type Person,
} from '../fixtures/person';
import { SESSION_COOKIE, sessionOf } from '../fixtures/session-cookie';
import { expect, test as base } from '../fixtures/test';
import { readsThatMayWrite, tablesChangedBy } from '../fixtures/writing-reads';
import { run } from '../setup/run';

// A shop of its own: where other tests buy, whose writing it was could not be told.
const test = base.extend<object, { shop: Shop }>({
  shop: [
    async ({}, use) => {
      const folder = mkdtempSync(join(tmpdir(), 'cardkeep-reading-'));
      const shop = await Shop.open({ folder });
      await use(shop);
      await shop.close();
      rmSync(folder, { recursive: true, force: true });
    },
    { scope: 'worker' },
  ],
});

test.skip(run.project !== 'local', 'needs a shop of its own');

const patternOf = ({ segments }: DeskRoute): string =>
  `/${segments.filter((segment) => !segment.startsWith('(')).join('/')}`;

const routes = listDeskRoutes(join(process.cwd(), 'app'), []);

test('what may write when it is asked for is there, and is little', () => {
  const patterns = routes.map(patternOf);
  expect(patterns).toEqual(expect.arrayContaining([...readsThatMayWrite]));
  expect(readsThatMayWrite).toHaveLength(3);
});

test('a write is noticed', async ({ shop }) => {
  const changed = await tablesChangedBy(shop.db, () => insertPerson(shop.db));
  expect(changed.sort()).toEqual(['addresses', 'sessions', 'users']);
  expect(await tablesChangedBy(shop.db, () => Promise.resolve())).toEqual([]);
});

test('to ask for a page, a route or a mailed link writes nothing', async ({ shop, playwright }) => {
  const { db } = shop;
  const url = shop.urlOf();
  const visitorOf = async (person?: Person): Promise<APIRequestContext> => {
    const session = person && (await sessionOf(person, shop.authSecret));
    return playwright.request.newContext({
      baseURL: url,
      maxRedirects: 0,
      ...(session && { extraHTTPHeaders: { cookie: `${SESSION_COOKIE}=${session}` } }),
    });
  };

  // Something of each kind that a page may be about, and a link of each kind that is mailed.
  const buyer = await aBuyer(db);
  // Otherwise mails that are about no money are held back.
  await db.transaction((tx) => setEmailVerified(tx, buyer.user.id, Date.now()));
  const order = await anOrder(db, buyer, { at: Date.now() });
  await aCard(db, buyer);
  await anIntent(db, order, Date.now());
  const eventId = `evt_${randomUUID()}`;
  await db.transaction(async (tx) => {
    await receiveEvent(
      tx,
      {
        stripeEventId: eventId,
        type: 'something.new',
        apiVersion: null,
        livemode: false,
        nextTryAt: Date.now() + 60 * 60_000,
        payload: { id: eventId, data: { object: {} } },
      },
      Date.now(),
    );
    await insertMail(
      tx,
      {
        kind: 'action_needed',
        data: {
          reference: order.reference,
          title: order.title,
          total: { amount: 4800, currency: 'eur' },
          card: null,
          needs: 'authentication',
        },
        userId: buyer.user.id,
        orderId: order.id,
        newsKey: randomUUID(),
        recipient: buyer.user.email,
      },
      Date.now(),
    );
  });
  const nobody = await visitorOf();
  const name = newName();
  const asNew = { name, email: emailOf(name), password: PASSWORD, next: '' };
  for (const [action, input] of [
    ['signUp', asNew],
    ['askForPasswordReset', { email: asNew.email }],
  ] as const) {
    const call = actionRequest(findServerAction(action), [input], url);
    await nobody.post(call.page, { headers: call.headers, data: call.body });
  }
  const mails = () => listMails(db.read, 100);
  await expect
    .poll(async () => (await mails()).filter(({ sentAt }) => sentAt === null))
    .toEqual([]);
  const links = await linksIn(
    nobody,
    (await mails()).map(({ id }) => id),
  );
  expect(links.map((link) => link.split(/[?/]/)[1]).sort()).toEqual(
    expect.arrayContaining(['pay', 'reset-password', 'verify-email']),
  );

  const ids = {
    orderId: order.id,
    eventId,
    userId: order.userId,
    mailId: (await mails())[0]?.id ?? '',
    slug: 'tideline',
    token: 'x',
  };
  const asks = routes
    .filter((route) => !readsThatMayWrite.includes(patternOf(route)))
    .map((route) => ({ path: pathOf(route, ids), headers: withoutLayouts(route, ids) }));
  expect(asks.length).toBeGreaterThan(25);
  const staff = await insertPerson(db, 'staff');
  const query = `?for=${buyer.user.id}&product=tideline&order=${order.id}&added=1&next=%2F`;
  const wrote: string[] = [];
  for (const [who, person] of [
    ['nobody', undefined],
    [
      'the buyer',
      await withNewSession(db, { ...buyer.user, password: '', addressId: '', sessionId: '' }),
    ],
    ['staff', staff],
  ] as const) {
    const visitor = await visitorOf(person);
    for (const { path, headers } of [
      ...asks,
      ...links.map((link) => ({ path: link, headers: {} })),
    ]) {
      const changed = await tablesChangedBy(db, async () => {
        const answer = await visitor.get(path);
        expect(answer.status(), path).toBeLessThan(500);
        if (!path.includes('?')) await visitor.get(`${path}${query}`);
        await visitor.head(path);
        await visitor.get(path, { headers });
      });
      if (changed.length > 0) wrote.push(`${who} at ${path}: ${changed.join(', ')}`);
    }
    await visitor.dispose();
  }
  expect(wrote).toEqual([]);
});

/** Where the mails lead, as paths. */
async function linksIn(visitor: APIRequestContext, mailIds: readonly string[]): Promise<string[]> {
  const links: string[] = [];
  for (const id of mailIds) {
    const page = await (await visitor.get(`/dev/outbox/${id}`)).text();
    const [, link] =
      /http:\/\/[^/"]+(\/(?:pay|verify-email|reset-password)[^"<\s\\]+)/.exec(page) ?? [];
    if (link) links.push(link.replaceAll('&amp;', '&'));
  }
  return links;
}
