import { beforeEach, describe, expect, it } from 'vitest';
import { listActiveCards } from '@/db/queries/cards';
import { listDueCalls } from '@/db/queries/stripe-calls';
import type { User } from '@/db/queries/users';
import { database } from '../database';
import { savingWording } from '../domain/consent';
import { checkOrder } from '../orders/checkout/check-order';
import { sendDueCalls } from '../send-due-calls';
import { lookAtSetup } from '../setups/look-at-setup';
import { stripeBinding } from '../stripe-binding';
import { callsSeen, costOf } from '../testing/cost';
import { openFileShop } from '../testing/file-shop';
import { deliver, eventsSince, newestEventId } from '../testing/new-events';
import { aShopper, typeCard } from '../testing/shopper';
import { startAddingCard } from '../setups/add-card';

const { shop, control } = await openFileShop();
const cost = (work: () => Promise<unknown>) => costOf(control, work);
const consentVersion = savingWording('save_card_in_wallet', 'off_session').version;

let user: User;
let before: string;
beforeEach(async () => {
  await stripeBinding();
  await shop.stripe.post('customers', { name: 'Somebody' });
  before = await newestEventId(shop.stripe);
  user = await aShopper();
});

/** What Stripe told since this test began, in the order in which it happened. */
const events = () => eventsSince(shop.stripe, before);

type Part = 'the return' | 'the events' | 'the outbox';

/** Adds a card in the wallet, with what follows in some order, and gives the calls with the secret key. */
async function add(paymentMethod: string, parts: readonly Part[]): Promise<string[]> {
  let clientSecret = '';
  const start = await cost(async () => {
    ({ clientSecret } = await startAddingCard(user, { consentVersion }));
  });
  const setup = await shop.stripe.confirm('setup_intents', clientSecret, paymentMethod);
  const told = await events();
  const after = await cost(async () => {
    for (const part of parts) {
      if (part === 'the return') expect(await lookAtSetup(user, setup.id)).toBe(true);
      if (part === 'the outbox') await sendDueCalls();
      if (part === 'the events') for (const event of told) await deliver(event);
    }
  });
  // What our own call brought about, and everything that Stripe tells once more.
  const echoes = await events();
  expect(echoes.map(({ type }) => type)).toContain('payment_method.updated');
  const last = await cost(async () => {
    for (const event of echoes) await deliver(event);
    await sendDueCalls();
  });
  return [...start.calls, ...after.calls, ...last.calls];
}

const isOfferedAtStripe = async () => {
  const [card, ...others] = await listActiveCards(database().read, user.id);
  if (!card || others.length > 0) throw new Error('there is not one card');
  expect(card.redisplay).toBe('always');
  expect(await shop.stripe.card(card.stripePaymentMethodId)).toMatchObject({
    allow_redisplay: 'always',
  });
};

describe('a first card costs four calls', () => {
  it.each<[string, Part[]]>([
    ['when its owner is back first', ['the return', 'the events', 'the outbox']],
    ['when Stripe tells of it first', ['the events', 'the return', 'the outbox']],
    [
      'when it is offered at checkout before Stripe tells',
      ['the return', 'the outbox', 'the events'],
    ],
    ['when its owner never comes back', ['the events', 'the outbox']],
    ['when Stripe never tells', ['the return', 'the outbox']],
  ])('%s', async (_when, parts) => {
    expect(await add('pm_card_visa', parts)).toEqual([
      'POST /v1/customers',
      'POST /v1/setup_intents',
      'GET /v1/setup_intents/*',
      'POST /v1/payment_methods/*',
    ]);
    await isOfferedAtStripe();
  });

  it('and the next one three', async () => {
    await add('pm_card_visa', ['the return', 'the outbox']);
    before = await newestEventId(shop.stripe);
    const calls = await add('pm_card_mastercard', ['the return', 'the events', 'the outbox']);
    expect(calls).toEqual([
      'POST /v1/setup_intents',
      'GET /v1/setup_intents/*',
      'POST /v1/payment_methods/*',
    ]);
  });
});

it('writes a form down in two transactions, and in two more whose it is the first time', async () => {
  expect(await cost(() => startAddingCard(user, { consentVersion }))).toMatchObject({ commits: 4 });
  expect(await cost(() => startAddingCard(user, { consentVersion }))).toMatchObject({ commits: 2 });
});

it('saves a card while it pays with one update, and asks nothing about the card', async () => {
  const start = await typeCard(user, { saves: true });
  await shop.stripe.confirm('payment_intents', start.clientSecret, 'pm_card_visa');
  await control.forgetRequests();
  await checkOrder(user, start);
  await sendDueCalls();
  const ofCards = ({ type }: { type: string }) => type.startsWith('payment_method.');
  const seen = await callsSeen(control);
  expect(seen).toEqual(['GET /v1/payment_intents/*', 'POST /v1/payment_methods/*']);
  const told = (await events()).filter(ofCards);
  expect(told.length).toBeGreaterThan(1);
  const echoes = await cost(async () => {
    for (const event of told) await deliver(event);
  });
  expect(echoes.calls).toEqual([]);
  await isOfferedAtStripe();
  expect(await listDueCalls(database().read, Date.now(), 10)).toEqual([]);
});
