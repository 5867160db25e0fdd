/**
 * One click by its server action, local Stripe included, beside a bare action of the same Next that makes the same call
 * to Stripe; the same behind a backlog of 1,000 events, beside itself; and what a purchase and a first card cost in calls
 * and commits. `npm run bench -- click [--quick]`
 */
import { parseArgs } from 'node:util';
import { join } from 'node:path';
import { countUnprocessed } from '@/db/queries/desk-health';
import { Buyer } from '@/e2e/crash/buyer';
import type { Shop } from '@/e2e/crash/shop';
import { Visitor } from '@/e2e/crash/visitor';
import { insertPerson } from '@/e2e/fixtures/person';
import { SESSION_COOKIE, sessionOf } from '@/e2e/fixtures/session-cookie';
import { savingWording } from '@/lib/domain/consent';
import { commitsBetween, commitsOf } from './parts/commits';
import {
  closeConnections,
  CONNECTIONS,
  deliverAll,
  deliveries,
  eventsOfPaid,
} from './parts/deliveries';
import { counted, median, tell } from './parts/figure';
import { served, untilQuiet } from './parts/served';

const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false } } });
const CLICKS = values.quick ? 30 : 100;
/** Until both servers run what is asked often as fast as they will. */
const WARM_UP = 40;
const FIRST_CARDS = 10;

/** Each makes a backlog anew, and clicks into it one after the other. */
const BACKLOGS = values.quick ? 3 : 10;
const BACKLOG = 1_000;
const CLICKS_EACH = 3;
/** Behind fewer than this a click counts for none. */
const STILL_MANY = BACKLOG / 2;
/** As many as the workers have in their hands when the backlog is let go. */
const WORKERS = 4;

const times = { ours: [] as number[], bare: [] as number[] };
const calls: number[] = [];
const commits: number[] = [];

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** What browsers ask with the publishable key is no call of ours. */
const callsOf = async ({ control }: Shop): Promise<number> =>
  (await control.requests()).filter(({ key }) => key !== 'publishable').length;

/** Somebody on a product's page, with a card: a click is one on a page that its server has drawn for the same person. */
async function onPage(shop: Shop): Promise<Buyer> {
  const buyer = await Buyer.enter(shop, ['visa']);
  await buyer.visitor.load('/products/tideline');
  await untilQuiet(shop);
  return buyer;
}

async function click(buyer: Buyer): Promise<void> {
  const answer = await buyer.buy('visa');
  if (!answer.ok) throw new Error(`the click was refused: ${answer.code}`);
}

await served(async ({ shop, bare }) => {
  for (let n = -WARM_UP; n < CLICKS; n++) {
    const buyer = await onPage(shop);
    const { stripePaymentMethodId } = buyer.cardOf('visa');
    const { customer } = await shop.stripe.paymentMethods.retrieve(stripePaymentMethodId);
    const ours = await timed(() => click(buyer));
    await untilQuiet(shop);
    const took = await timed(() => bare.pay(customer as string, stripePaymentMethodId));
    await untilQuiet(shop);
    if (n < 0) continue;
    times.ours.push(ours);
    times.bare.push(took);
  }

  // Apart from what is timed: whoever reads a log of megabytes has much to tidy up while the next click waits.
  const look = () => commitsOf(join(shop.folder, 'cardkeep.db'));
  for (let n = 0; n < CLICKS; n++) {
    const buyer = await onPage(shop);
    await shop.control.forgetRequests();
    const before = look();
    await click(buyer);
    await untilQuiet(shop);
    calls.push(await callsOf(shop));
    const written = commitsBetween(before, look());
    if (written !== null) commits.push(written);
    if ((await buyer.order()).paymentState !== 'paid') throw new Error('it was not paid');
  }

  const [a, b] = [median(times.ours), median(times.bare)];
  tell({
    figure: 'One click by its server action, local Stripe included, median',
    ours: `${a.toFixed(1)} ms`,
    beside: `a bare action with the same call to Stripe: ${b.toFixed(1)} ms`,
    ratio: a / b,
    goal: '≤ 2',
  });
  tell({
    figure: 'Calls to Stripe for one purchase, webhooks included',
    ours: counted(calls),
    beside: '1',
    ratio: null,
    goal: '1',
  });
  tell({
    figure: 'Commits for one purchase on SQLite, webhooks included',
    ours: counted(commits),
    beside: '0',
    ratio: null,
    goal: '',
  });

  const { behind, during } = await beforeBacklogs(shop);
  tell({
    figure: `One click behind a backlog of ${BACKLOG.toLocaleString('en')} events that Stripe is asked about, median`,
    ours: `${median(behind).toFixed(1)} ms (slowest of ${behind.length}: ${Math.max(...behind).toFixed(1)} ms)`,
    beside: `its usual time: ${a.toFixed(1)} ms`,
    ratio: median(behind) / a,
    goal: '≤ 2',
  });
  tell({
    figure: `The same while they come in, on ${CONNECTIONS} connections`,
    ours: `${median(during).toFixed(1)} ms (slowest of ${during.length}: ${Math.max(...during).toFixed(1)} ms)`,
    beside: `its usual time: ${a.toFixed(1)} ms`,
    ratio: median(during) / a,
    goal: '',
  });

  const firstCard: number[] = [];
  for (let n = 0; n < FIRST_CARDS; n++) {
    await shop.control.forgetRequests();
    await addFirstCard(shop);
    await untilQuiet(shop);
    firstCard.push(await callsOf(shop));
  }
  tell({
    figure: 'Calls with the secret key to add a first card, webhooks included',
    ours: counted(firstCard),
    beside: 'Customer, SetupIntent, one look, one update: 4',
    ratio: null,
    goal: '4',
  });
});

/** How long clicks take, in ms: while Stripe tells of a thousand things, and while the shop works them off. */
async function beforeBacklogs(shop: Shop): Promise<{ behind: number[]; during: number[] }> {
  const { refunded } = await eventsOfPaid(shop, 2 * CONNECTIONS);
  const [behind, during] = [[] as number[], [] as number[]];
  for (let round = 0; round < BACKLOGS; round++) {
    const buyers: Buyer[] = [];
    for (let n = 0; n < 2 * CLICKS_EACH; n++) buyers.push(await Buyer.enter(shop, ['visa']));
    await untilQuiet(shop);
    // Stripe is silent until all of them have been answered: none of them is handled.
    await shop.control.arm({ route: 'GET /v1/payment_intents/*', kind: 'hold', times: WORKERS });
    const all = deliveries(refunded, shop.webhookSecret, BACKLOG);
    let isComing = true;
    const delivered = deliverAll(`${shop.urlOf()}/api/stripe/webhook`, all).finally(
      () => (isComing = false),
    );
    for (const buyer of buyers.splice(CLICKS_EACH)) {
      const ms = await timed(() => buyer.buy('visa'));
      if (isComing) during.push(ms);
    }
    await delivered;
    await shop.control.disarm();
    await shop.control.endHolds('arrive');
    for (const buyer of buyers) {
      const before = await countUnprocessed(shop.db.read);
      const ms = await timed(() => buyer.buy('visa'));
      if (before >= STILL_MANY) behind.push(ms);
    }
    await untilQuiet(shop);
  }
  closeConnections();
  return { behind, during };
}

/** As the wallet's page does: the form, the browser's confirmation at Stripe, and the way back. */
async function addFirstCard(shop: Shop): Promise<void> {
  const person = await insertPerson(shop.db);
  const visitor = new Visitor(() => shop.urlOf());
  await visitor.beginSession(person, shop.authSecret);
  const started = await visitor.call<{ clientSecret: string }>('startAddingCard', {
    consentVersion: savingWording('save_card_in_wallet', 'off_session').version,
  });
  if (!started.ok) throw new Error(`the form was refused: ${started.code}`);
  const setup = await confirmInBrowser(shop, started.value.clientSecret);
  const cookie = `${SESSION_COOKIE}=${await sessionOf(person, shop.authSecret)}`;
  const back = await fetch(`${shop.urlOf()}/wallet/return?setup_intent=${setup}&for=${person.id}`, {
    headers: { cookie },
    redirect: 'manual',
  });
  const to = back.headers.get('location') ?? '';
  if (!to.includes('added=1')) throw new Error(`the card was not kept: ${back.status} ${to}`);
}

/** With the publishable key, as Stripe.js does. */
async function confirmInBrowser({ stripeUrl }: Shop, secret: string): Promise<string> {
  const id = secret.split('_secret_')[0] ?? '';
  const response = await fetch(`${stripeUrl}/v1/setup_intents/${id}/confirm`, {
    method: 'POST',
    headers: { authorization: 'Bearer pk_test_cardkeep' },
    body: new URLSearchParams({
      ...{ client_secret: secret, payment_method: 'pm_card_visa', use_stripe_sdk: 'true' },
      return_url: 'http://127.0.0.1/return',
    }),
  });
  if (!response.ok) throw new Error(`Stripe refused the card: ${await response.text()}`);
  return id;
}
