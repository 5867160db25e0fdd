import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Card } from '@/db/queries/cards';
import { findLastIntent } from '@/db/queries/intents';
import type { User } from '@/db/queries/users';
import { database } from '../../database';
import { costOf } from '../../testing/cost';
import { openFileShop } from '../../testing/file-shop';
import {
  addCard,
  aShopper,
  attemptsOf,
  buy,
  getOrder,
  preorder,
  TIDELINE,
  typeCard,
  typePreorderCard,
} from '../../testing/shopper';
import { stripeBinding } from '../../stripe-binding';
import { linkStripeCustomer } from '../../customers/link-customer';
import { checkOrder } from './check-order';
import { payOrder } from './saved-card';

/**
 * What a buyer waits for: each commit is a wait for the disk, each call one for Stripe. Two commits are
 * the fewest that there can be: the key before the call, and what was answered after it.
 */

const { shop, control } = await openFileShop();
const cost = (work: () => Promise<unknown>) => costOf(control, work);
let user: User;
let visa: Card;
beforeEach(async () => {
  user = await aShopper();
  visa = await addCard(shop.stripe, user, 'pm_card_visa');
});

const MAKE = 'POST /v1/payment_intents';

describe('one click costs two commits and one call', () => {
  it.each([
    ['that pays', 'pm_card_mastercard', 'paid'],
    ['whose bank asks', 'pm_card_authenticationRequired', 'authenticating'],
    ['that is declined', 'pm_card_chargeDeclinedInsufficientFunds', 'declined'],
  ])('%s', async (_what, paymentMethod, paymentState) => {
    const card = await addCard(shop.stripe, user, paymentMethod).catch(() => null);
    const used = card ?? visa;
    // A card that is declined cannot be set up: the issuer thinks again.
    if (!card) await control.declineNext(visa.stripePaymentMethodId, 'insufficient_funds');
    const purchaseId = randomUUID();
    let orderId = '';
    const spent = await cost(async () => {
      ({ orderId } = await buy(user, used, purchaseId));
    });
    expect(spent).toEqual({ commits: 2, calls: [MAKE] });
    expect(await getOrder(orderId)).toMatchObject({ paymentState });

    // The same button once more.
    const again = await cost(() => buy(user, used, purchaseId));
    expect(again).toEqual({ commits: 1, calls: [] });
  });

  it('with another card, after a decline', async () => {
    await control.declineNext(visa.stripePaymentMethodId, 'insufficient_funds');
    const { orderId } = await buy(user, visa);
    const { shown } = TIDELINE;
    const spent = await cost(() => payOrder(user, { orderId, cardId: visa.id, shown }));
    expect(spent).toEqual({ commits: 2, calls: ['POST /v1/payment_intents/*/confirm'] });
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid' });
  });

  it('for a pre-order', async () => {
    const spent = await cost(() => preorder(user, visa));
    expect(spent).toEqual({ commits: 2, calls: ['POST /v1/setup_intents'] });
  });
});

describe('a typed card', () => {
  it('costs two commits and one call before it is typed, and one of each after', async () => {
    let started = { orderId: '', clientSecret: '' };
    const spent = await cost(async () => {
      started = await typeCard(user);
    });
    expect(spent).toEqual({ commits: 2, calls: [MAKE] });

    await shop.stripe.confirm('payment_intents', started.clientSecret, 'pm_card_visa');
    const look = await cost(() => checkOrder(user, started));
    expect(look).toEqual({ commits: 1, calls: ['GET /v1/payment_intents/*'] });
    expect(await cost(() => checkOrder(user, started))).toEqual({ commits: 0, calls: [] });
  });

  it('of somebody who is new: their Customer with it', async () => {
    const somebody = await aShopper();
    const spent = await cost(() => typeCard(somebody));
    expect(spent).toEqual({ commits: 4, calls: ['POST /v1/customers', MAKE] });
    expect(await cost(() => linkStripeCustomer(somebody))).toEqual({ commits: 0, calls: [] });
  });

  it('whose form is opened again: the change is written down first, as every call is', async () => {
    const purchaseId = randomUUID();
    await typeCard(user, { purchaseId });
    const spent = await cost(() => typeCard(user, { purchaseId, saves: true }));
    expect(spent).toEqual({ commits: 3, calls: ['POST /v1/payment_intents/*'] });
  });

  it('for a pre-order', async () => {
    const spent = await cost(() => typePreorderCard(user));
    expect(spent).toEqual({ commits: 2, calls: ['POST /v1/setup_intents'] });
  });
});

it('asks once per process whose keys these are', async () => {
  await stripeBinding();
  expect(await cost(stripeBinding)).toEqual({ commits: 0, calls: [] });
});

describe('what is written together with the answer', () => {
  it('is the id of the intent, and that no browser got its secret', async () => {
    const { orderId } = await buy(user, visa);
    const intent = await findLastIntent(database().read, orderId);
    expect(intent).toMatchObject({ givenAt: null, givenTo: null });
    expect(intent?.stripeIntentId).toMatch(/^pi_/);
    expect(await attemptsOf(orderId)).toMatchObject([{ outcome: 'succeeded' }]);
  });

  it('keeps the place where the bank asks, because the browser has the secret', async () => {
    const asked = await addCard(shop.stripe, user, 'pm_card_authenticationRequired');
    const { orderId, clientSecret } = await buy(user, asked);
    expect(clientSecret).not.toBeNull();
    const intent = await findLastIntent(database().read, orderId);
    expect(intent).toMatchObject({ secretIsOut: true });
    expect(intent?.givenAt).not.toBeNull();
  });
});
