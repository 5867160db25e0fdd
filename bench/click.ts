/**
 * One click by its server action, local Stripe included, beside a bare action of the same Next that makes the same call
 * to Stripe; and what a purchase and a first card cost in calls and commits. `npm run bench -- click [--quick]`
 */
import { parseArgs } from 'node:util';
import { join } from 'node:path';
import { Buyer } from '@/e2e/crash/buyer';
import type { Shop } from '@/e2e/crash/shop';
import { Visitor } from '@/e2e/crash/visitor';
import { insertPerson } from '@/e2e/fixtures/person';
import { SESSION_COOKIE, sessionOf } from '@/e2e/fixtures/session-cookie';
import { consentWordings } from '@/lib/domain/consent';
import { commitsBetween, commitsOf } from './parts/commits';
import { counted, median, tell } from './parts/figure';
import { served, untilQuiet } from './parts/served';

const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false } } });
const CLICKS = values.quick ? 30 : 100;
const WARM_UP = 10;
const FIRST_CARDS = 10;

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

await served(async ({ shop, bare }) => {
  const look = () => commitsOf(join(shop.folder, 'cardkeep.db'));
  for (let n = -WARM_UP; n < CLICKS; n++) {
    const buyer = await Buyer.enter(shop, ['visa']);
    const { stripePaymentMethodId } = buyer.cardOf('visa');
    const { customer } = await shop.stripe.paymentMethods.retrieve(stripePaymentMethodId);
    await untilQuiet(shop);
    await shop.control.forgetRequests();

    const before = look();
    const ours = await timed(async () => {
      const answer = await buyer.buy('visa');
      if (!answer.ok) throw new Error(`the click was refused: ${answer.code}`);
    });
    await untilQuiet(shop);
    const asked = await callsOf(shop);
    const written = commitsBetween(before, look());
    if ((await buyer.order()).paymentState !== 'paid') throw new Error('it was not paid');

    const took = await timed(() => bare.pay(customer as string, stripePaymentMethodId));
    await untilQuiet(shop);
    if (n < 0) continue;
    times.ours.push(ours);
    times.bare.push(took);
    calls.push(asked);
    if (written !== null) commits.push(written);
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

/** As the wallet's page does: the form, the browser's confirmation at Stripe, and the way back. */
async function addFirstCard(shop: Shop): Promise<void> {
  const person = await insertPerson(shop.db);
  const visitor = new Visitor(() => shop.urlOf());
  await visitor.beginSession(person, shop.authSecret);
  const started = await visitor.call<{ clientSecret: string }>('startAddingCard', {
    consentVersion: consentWordings.save_card_in_wallet.version,
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
    headers: { authorization: 'Bearer pk_test_local_cardkeep' },
    body: new URLSearchParams({
      ...{ client_secret: secret, payment_method: 'pm_card_visa', use_stripe_sdk: 'true' },
      return_url: 'http://127.0.0.1/return',
    }),
  });
  if (!response.ok) throw new Error(`Stripe refused the card: ${await response.text()}`);
  return id;
}
