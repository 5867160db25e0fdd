import { randomUUID } from 'node:crypto';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { listActiveCards } from '@/db/queries/cards';
import { findLiveIntent } from '@/db/queries/intents';
import type { User } from '@/db/queries/users';
import { startPostgres } from '@/scripts/parts/postgres.mjs';
import { database } from '../database';
import { savingWording } from '../domain/consent';
import { MOST_UNPAID_ORDERS } from '../domain/edition';
import { Failure } from '../domain/failure';
import { reconcile } from '../reconcile/reconcile';
import { openFileShop } from '../testing/file-shop';
import {
  addCard,
  aShopper,
  attemptsOf,
  buy,
  getOrder,
  intentIdOf,
  stripeCustomerOf,
  TIDELINE,
  typeCard,
} from '../testing/shopper';
import { startAddingCard } from '../setups/add-card';
import { syncSetup } from '../setups/sync-setup';
import { cancelOrder } from './give-up-order';
import { payOrder } from './checkout/saved-card';
import { cancelLiveIntent } from './attempts/cancel-intent';
import { startPayment } from './checkout/typed-card';
import { syncOrder } from './sync/sync-order';

// On a Postgres server, where transactions really run beside each other: on SQLite they queue.
const postgres = await startPostgres();
// Before the shop's own: what was opened last is closed first.
afterAll(() => postgres.end());
const { shop } = await openFileShop({
  databaseUrl: await postgres.createDatabase('cardkeep_races'),
});

const times = <T>(count: number, work: (turn: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, turn) => work(turn)));

/** The code of the failure that the buyer reads, or `fine`. Anything else is an error of ours. */
const codeOf = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work;
    return 'fine';
  } catch (error) {
    if (error instanceof Failure) return error.code;
    throw error;
  }
};

let user: User;
beforeEach(async () => {
  user = await aShopper();
});
const charges = async () => shop.stripe.chargesOf(await stripeCustomerOf(user));

describe('at once, on many connections', () => {
  it('fifty clicks on one purchase are one order and one charge', async () => {
    const card = await addCard(shop.stripe, user, 'pm_card_visa');
    const purchaseId = randomUUID();
    const answers = await times(50, () => buy(user, card, purchaseId));
    const [orderId] = new Set(answers.map((answer) => answer.orderId));
    expect(new Set(answers.map((answer) => answer.orderId)).size).toBe(1);
    expect(await getOrder(orderId ?? '')).toMatchObject({ paymentState: 'paid' });
    expect(await attemptsOf(orderId ?? '')).toHaveLength(1);
    expect(await charges()).toHaveLength(1);
  });

  it('two retries of a declined order with two cards are one charge', async () => {
    const bad = await addCard(shop.stripe, user, 'pm_card_chargeCustomerFail');
    const visa = await addCard(shop.stripe, user, 'pm_card_visa');
    const mastercard = await addCard(shop.stripe, user, 'pm_card_mastercard');
    const { orderId } = await buy(user, bad);
    const pay = (cardId: string) => payOrder(user, { orderId, cardId, shown: TIDELINE.shown });
    const codes = await times(6, (turn) => codeOf(pay(turn % 2 ? visa.id : mastercard.id)));
    expect(codes).toContain('fine');
    for (const code of codes)
      expect(['fine', 'payment_in_progress', 'order_closed']).toContain(code);
    expect(codes.filter((code) => code === 'fine')).toHaveLength(1);
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid' });
    expect(await charges()).toHaveLength(1);
  });

  it('of purchases of other prints at once as many are placed as may wait for their payment', async () => {
    for (let n = 0; n < MOST_UNPAID_ORDERS - 1; n++) await typeCard(user);
    const prints = ['quiet-interference', 'nine-windows', 'orchard-rows', 'slow-orbit'];
    const amounts = [3600, 4200, 4500, 3900];
    const codes = await times(prints.length, (turn) => {
      const shown = { amount: amounts[turn] ?? 0, currency: 'eur' } as const;
      return codeOf(typeCard(user, { print: { productSlug: prints[turn] ?? '', shown } }));
    });
    expect(codes.sort()).toEqual(['fine', 'unpaid_limit', 'unpaid_limit', 'unpaid_limit']);
  });

  it('two checkouts of one purchase share one intent', async () => {
    const purchaseId = randomUUID();
    const answers = await times(8, () => typeCard(user, { purchaseId, saves: true }));
    expect(new Set(answers.map(({ clientSecret }) => clientSecret)).size).toBe(1);
    expect(await shop.stripe.intentsOf(await stripeCustomerOf(user))).toHaveLength(1);
  });

  it('a click races a typed card, the reconciler and whoever looks: one charge', async () => {
    const visa = await addCard(shop.stripe, user, 'pm_card_visa');
    const { orderId, clientSecret } = await typeCard(user);
    const pay = () => payOrder(user, { orderId, cardId: visa.id, shown: TIDELINE.shown });
    const typed = () =>
      shop.stripe.confirm('payment_intents', clientSecret, 'pm_card_visa').catch(() => null);
    const [code] = await Promise.all([
      codeOf(pay()),
      typed(),
      reconcile(Date.now(), 'timer'),
      times(4, () => syncOrder(orderId)),
    ]);
    await syncOrder(orderId);
    expect(['fine', 'payment_in_progress', 'order_closed']).toContain(code);
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid' });
    expect(await charges()).toHaveLength(1);
  });

  it('giving up races a payment: canceled and not charged, or paid', async () => {
    const bad = await addCard(shop.stripe, user, 'pm_card_chargeCustomerFail');
    const visa = await addCard(shop.stripe, user, 'pm_card_visa');
    const { orderId } = await buy(user, bad);
    await Promise.all([
      codeOf(cancelOrder(user, { orderId })),
      codeOf(payOrder(user, { orderId, cardId: visa.id, shown: TIDELINE.shown })),
    ]);
    await syncOrder(orderId);
    const { paymentState } = await getOrder(orderId);
    const intent = await shop.stripe.intent(await intentIdOf(orderId));
    expect((await charges()).length).toBe(paymentState === 'paid' ? 1 : 0);
    expect(intent.status === 'succeeded').toBe(paymentState === 'paid');
  });

  it('giving up races the checkout: no order is canceled with an intent that can charge', async () => {
    await times(10, async () => {
      const user = await aShopper();
      const { orderId } = await typeCard(user);
      await cancelLiveIntent(orderId);
      const { shown } = TIDELINE;
      const receiptEmail = user.email;
      const start = () =>
        startPayment(user, { subject: { orderId }, shown, receiptEmail, saveCardConsent: null });
      await Promise.all([codeOf(start()), codeOf(cancelOrder(user, { orderId }))]);
      const { paymentState } = await getOrder(orderId);
      const live = await findLiveIntent(database().read, orderId);
      if (paymentState === 'canceled') expect(live).toBeNull();
    });
  });

  it('two tabs buy one copy of a print, until somebody says that they want another', async () => {
    await times(10, async () => {
      const user = await aShopper();
      const tabs = await Promise.all([codeOf(typeCard(user)), codeOf(typeCard(user))]);
      expect(tabs.sort()).toEqual(['bought_just_now', 'fine']);
    });
  });

  it('a card that is set up is kept once, whoever tells of it first', async () => {
    const { clientSecret } = await startAddingCard(user, {
      consentVersion: savingWording('save_card_in_wallet', 'off_session').version,
    });
    const setup = await shop.stripe.confirm('setup_intents', clientSecret, 'pm_card_visa');
    await times(8, () => syncSetup(setup.id));
    const cards = await listActiveCards(database().read, user.id);
    expect(cards).toHaveLength(1);
    expect(cards[0]).toMatchObject({ isDefault: true });
  });

  it('one Customer is made for somebody in many tabs', async () => {
    const ids = await times(12, () => stripeCustomerOf(user));
    expect(new Set(ids).size).toBe(1);
  });
});
