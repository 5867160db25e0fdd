/**
 * A shop in a process of its own, that does what its parent asks and says how long it took: settings, connections and
 * what is remembered per process are one shop's.
 */
import { randomUUID } from 'node:crypto';
import Stripe from 'stripe';
import { migrateDatabase } from '@/db/migrate';
import { countUnprocessed } from '@/db/queries/desk-health';
import { listActiveCards, type Card } from '@/db/queries/cards';
import type { User } from '@/db/queries/users';
import { seed } from '@/db/seed';
import { aShopper, addCard, buy } from '@/lib/testing/shopper';
import { StripeApi } from '@/lib/testing/stripe-api';
import { closeDatabase, database } from '@/lib/database';
import { env } from '@/lib/env';
import { listDeskMails } from '@/lib/desk/read-mails';
import { deskOrdersQuery, readDeskOrders } from '@/lib/desk/list-orders';
import { readHealth } from '@/lib/desk/read-health';
import { findDeskEvent, inboxQuery, readInbox } from '@/lib/desk/read-inbox';
import { listJustSent, readOrdersToSend } from '@/lib/desk/list-to-send';
import { readActions } from '@/lib/desk/read-actions';
import { readHome } from '@/lib/desk/read-home';
import { findDeskOrder } from '@/lib/desk/read-order';
import { deskPersonQuery, findDeskPerson } from '@/lib/desk/read-person';
import { readRuns } from '@/lib/desk/read-runs';
import { findOrderView, listOrderSummaries } from '@/lib/orders/view/read-orders';
import { reconcile } from '@/lib/reconcile/reconcile';
import { KEPT_LONG_ENOUGH, steps } from '@/lib/reconcile/steps';
import { sumUp } from '@/lib/reconcile/steps/daily-sums';
import { findShopProduct, listShopProducts } from '@/lib/shop/read-products';
import { stripeBinding } from '@/lib/stripe-binding';
import { readDelivery } from '@/lib/wallet/addresses';
import { listCheckoutCards } from '@/lib/wallet/list-cards';
import { listWallet } from '@/lib/wallet/list-wallet';
import { receiveWebhook } from '@/lib/webhooks/receive';
import { fill, orderId, userId } from './full-shop';

const orders = Number(process.env.CARDKEEP_BENCH_ORDERS);
const stripe = new StripeApi(process.env.STRIPE_LOCAL_URL ?? '');

/** Another one each time, and never the same order of them on two shops: prime to every size. */
let asked = 0;
const some = (most: number): number => ((asked += 1) * 7_919) % most || 1;
/** Ordered in this shop's last week, as most that is asked for is. */
const anOrder = (): number => orders - some(9_000);
const ofOrder = (i: number): string => userId((i % (orders / 10)) + 1);

const found = <T>(what: T | null | undefined): T => {
  if (!what) throw new Error('it found nothing, which is no work');
  return what;
};
const rows = ({ rows: all }: { rows: unknown[] }) => found(all.length);
const placeOf = (i: number) =>
  Buffer.from(`older ${Date.now() - (orders - i) * 60_000} ${orderId(i)}`).toString('base64url');

/** What is measured. What comes before the function that is returned is not. */
type Work = () => Promise<() => Promise<unknown>>;

const page =
  (read: (i: number) => Promise<unknown>): Work =>
  async () => {
    const i = anOrder();
    return () => read(i);
  };

let kept: { user: User; card: Card } | undefined;
async function aBuyer(): Promise<{ user: User; card: Card }> {
  const user = await aShopper();
  return { user, card: await addCard(stripe, user, 'pm_card_visa') };
}

/** What a click leaves behind is done before the next is measured. */
async function untilDrained(): Promise<void> {
  while ((await countUnprocessed(database().read)) > 0) await new Promise(setImmediate);
}

const runSteps = (isSweep: boolean) => async () => {
  const which = steps.filter(({ name }) => (name === KEPT_LONG_ENOUGH) === isSweep);
  const report = await reconcile(Date.now(), isSweep ? 'timer' : 'command', () => true, which);
  const failed = report.find(({ error, counts }) => error !== null || counts.failed);
  if (failed) throw new Error(JSON.stringify(failed));
};

const work: Record<string, Work> = {
  'buyer: home': page(async () => found((await listShopProducts()).length)),
  "buyer: a product's page, and checkout": page((i) =>
    Promise.all([
      findShopProduct('tideline'),
      listCheckoutCards(ofOrder(i)),
      readDelivery({ id: ofOrder(i), name: 'Ada' }),
    ]),
  ),
  'buyer: wallet': page(async (i) => {
    found((await listWallet(ofOrder(i))).length);
    await readDelivery({ id: ofOrder(i), name: 'Ada' });
  }),
  'buyer: orders': page(async (i) => found((await listOrderSummaries(ofOrder(i))).length)),
  'buyer: an order': page(async (i) => found(await findOrderView(ofOrder(i), orderId(i)))),
  'desk: home': page(async () => found((await readHome()).days.length)),
  'desk: orders to send': page(async () => {
    rows(await readOrdersToSend(undefined));
    found((await listJustSent()).length);
  }),
  'desk: orders': page(async () => rows(await readDeskOrders(deskOrdersQuery.parse({})))),
  'desk: orders, in the middle': page(async () =>
    rows(await readDeskOrders(deskOrdersQuery.parse({ page: placeOf(orders / 2) }))),
  ),
  'desk: orders that need attention': page(async () =>
    rows(await readDeskOrders(deskOrdersQuery.parse({ show: 'needs_attention' }))),
  ),
  'desk: search by address': page(async (i) => {
    const q = `person-${ofOrder(i).slice(5)}@`;
    rows(await readDeskOrders(deskOrdersQuery.parse({ q })));
  }),
  'desk: an order': page(async (i) => found(await findDeskOrder(orderId(i)))),
  'desk: a person': page(async (i) =>
    found(await findDeskPerson(ofOrder(i), deskPersonQuery.parse({}))),
  ),
  'desk: what staff did': page(async () => rows(await readActions(undefined))),
  'desk: inbox': page(async () => rows(await readInbox(inboxQuery.parse({})))),
  'desk: inbox, in the middle': page(async () =>
    rows(await readInbox(inboxQuery.parse({ page: placeOf(orders / 2) }))),
  ),
  'desk: an event': page(async (i) =>
    found(await findDeskEvent(`evt_${String(3 * i).padStart(8, '0')}`)),
  ),
  'desk: mails': page(async () => found((await listDeskMails()).length)),
  'desk: health': page(() => readHealth()),
  'desk: runs': page(() => readRuns(undefined)),
  'a click': async () => {
    await untilDrained();
    const { user, card } = (kept = await aBuyer());
    return () => buy(user, card);
  },
  'an event': async () => {
    await untilDrained();
    const { user } = kept ?? (kept = await aBuyer());
    found((await listActiveCards(database().read, user.id)).length);
    const [paid] = await stripe.events('payment_intent.succeeded');
    const body = JSON.stringify({ ...found(paid), id: `evt_bench_${randomUUID()}` });
    const secret = env().stripe.webhookSecrets[0] ?? '';
    const signature = Stripe.webhooks.generateTestHeaderString({ payload: body, secret });
    return async () => {
      await receiveWebhook(body, signature);
      await untilDrained();
    };
  },
  'one run of the reconciler': async () => runSteps(false),
  'its sweep of what was kept long enough': async () => runSteps(true),
};

/** Filled, and as every run of the reconciler leaves it. */
async function open(): Promise<void> {
  const { databaseUrl } = env();
  await migrateDatabase(databaseUrl);
  await seed(database(), []);
  const { stripeAccountId } = await stripeBinding();
  await closeDatabase();
  await fill(databaseUrl, orders, stripeAccountId);
  await sumUp(Date.now(), 'command');
}

process.on('message', (name: string) => {
  void (async () => {
    try {
      if (name === 'open') await open();
      const measured = name === 'open' ? () => Promise.resolve() : await found(work[name])();
      const began = performance.now();
      await measured();
      process.send?.({ ms: performance.now() - began });
    } catch (error) {
      process.send?.({ error: error instanceof Error ? error.stack : String(error) });
    }
  })();
});
process.on('disconnect', () => process.exit());
process.send?.({ names: Object.keys(work) });
