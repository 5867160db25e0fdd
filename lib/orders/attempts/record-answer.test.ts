import { beforeEach, describe, expect, it, vi } from 'vitest';
import { findLiveIntent, findLastIntent } from '@/db/queries/intents';
import { listOrders, touchOrder } from '@/db/queries/orders';
import type { User } from '@/db/queries/users';
import { aProduct } from '@/db/testing/rows';
import { database } from '../../database';
import { callsSeen } from '../../testing/cost';
import { openFileShop } from '../../testing/file-shop';
import { addCard, aShopper, buy, getOrder, TIDELINE } from '../../testing/shopper';

const { shop, control } = await openFileShop();
let user: User;
beforeEach(async () => {
  await control.disarm();
  user = await aShopper();
});

const MAKE = 'POST /v1/payment_intents';

/** A click whose order is written by somebody else while Stripe is asked to charge. */
async function clickMeanwhile(paymentMethod: string) {
  const card = await addCard(shop.stripe, user, paymentMethod);
  await control.arm({ route: MAKE, kind: 'hold', times: 1 });
  await control.forgetRequests();
  const clicking = buy(user, card);
  await vi.waitFor(async () => expect(await control.holds()).toHaveLength(1));
  const [order] = await listOrders(database().read, user.id, 1);
  if (!order) throw new Error('there is no order');
  await database().transaction((tx) => touchOrder(tx, order.id, Date.now()));
  await control.endHolds('arrive');
  return { ...(await clicking), calls: await callsSeen(control) };
}

describe('the answer to a click, where the order was written meanwhile', () => {
  it('has its intent written down and its place given back, and the order asked about', async () => {
    const { orderId, calls } = await clickMeanwhile('pm_card_visa');
    expect(calls).toEqual([MAKE, 'GET /v1/payment_intents/*']);
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid' });
    expect(await findLastIntent(database().read, orderId)).toMatchObject({ givenAt: null });
  });

  it('that the bank asks keeps its place, and notes that the secret is out', async () => {
    const { orderId, clientSecret } = await clickMeanwhile('pm_card_authenticationRequired');
    expect(clientSecret).not.toBeNull();
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'authenticating' });
    const intent = await findLiveIntent(database().read, orderId);
    expect(intent).toMatchObject({ secretIsOut: true });
    expect(intent?.givenAt).not.toBeNull();
  });
});

it('gives the place of the second attempt back where Stripe refused a detail of the first', async () => {
  const card = await addCard(shop.stripe, user, 'pm_card_visa');
  await control.declineNext(card.stripePaymentMethodId, 'insufficient_funds');
  const { slug: productSlug } = await aProduct(database(), { title: 'Tideline '.repeat(120) });
  const { orderId } = await buy(user, card, undefined, { ...TIDELINE, productSlug });
  expect(await getOrder(orderId)).toMatchObject({ paymentState: 'declined' });
  // Nobody's browser got its secret: it is none of the three that a person may hold.
  expect(await findLiveIntent(database().read, orderId)).toMatchObject({ givenAt: null });
});
