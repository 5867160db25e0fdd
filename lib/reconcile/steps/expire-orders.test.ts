import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Card } from '@/db/queries/cards';
import { findOrderByPurchase } from '@/db/queries/orders';
import type { User } from '@/db/queries/users';
import { database } from '../../database';
import { COPY_IS_HELD_MS, UNPAID_LASTS_MS } from '../../domain/expiry';
import { openFileShop } from '../../testing/file-shop';
import {
  addCard,
  aShopper,
  attemptsOf,
  buy,
  copiesLeft,
  getOrder,
  intentIdOf,
  leaveCopies,
  LAST_SHEETS,
  stripeCustomerOf,
  TIDELINE,
  typeCard,
} from '../../testing/shopper';
import { expireOrders } from './expire-orders';
import { payOrder } from '../../orders/checkout/saved-card';
import { findOrderView } from '../../orders/view/read-orders';

// These tests are about what is sent again, not about the wait before it.
vi.mock('node:timers/promises', () => ({ setTimeout: () => Promise.resolve() }));

const { shop, control } = await openFileShop();
let user: User;
let visa: Card;
beforeEach(async () => {
  // What another test left unpaid would be overdue here, too.
  await database().transaction(async (tx) => {
    await tx.update(tx.tables.orders).set({ paymentState: 'canceled' });
  });
  user = await aShopper();
  visa = await addCard(shop.stripe, user, 'pm_card_visa');
  await leaveCopies(2);
});
afterEach(() => control.disarm());

const SOON_MS = 60_000;
const CANCEL = 'POST /v1/payment_intents/*/cancel';
const none = { expired: 0, withoutCopy: 0, paid: 0, leftAlone: 0, failed: 0 };
const expireAfter = (ms: number) => expireOrders(Date.now() + ms, 'timer');
const statusOf = async (orderId: string) =>
  (await shop.stripe.intent(await intentIdOf(orderId))).status;
const charges = async () => shop.stripe.chargesOf(await stripeCustomerOf(user));

describe('an order that nobody paid', () => {
  it('expires after a day, its intent first', async () => {
    const { orderId } = await typeCard(user);
    expect(await expireAfter(UNPAID_LASTS_MS - SOON_MS)).toEqual(none);
    expect(await expireAfter(UNPAID_LASTS_MS + SOON_MS)).toEqual({ ...none, expired: 1 });
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'canceled' });
    expect(await statusOf(orderId)).toBe('canceled');
    const view = await findOrderView(user.id, orderId);
    expect(view?.events.at(-1)).toMatchObject({ type: 'order_expired' });
    expect(await expireAfter(UNPAID_LASTS_MS + SOON_MS)).toEqual(none);
  });

  it('that holds a copy expires after an hour, and the copy comes back', async () => {
    const { orderId } = await typeCard(user, { print: LAST_SHEETS });
    expect(await expireAfter(COPY_IS_HELD_MS - SOON_MS)).toEqual(none);
    expect(await copiesLeft()).toBe(1);
    const [one, two] = await Promise.all([
      expireAfter(COPY_IS_HELD_MS + SOON_MS),
      expireAfter(COPY_IS_HELD_MS + SOON_MS),
    ]);
    expect(one.expired + two.expired).toBe(1);
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'canceled', holdsStock: false });
    expect(await copiesLeft()).toBe(2);
  });

  it('whose bank was left waiting expires, and so does the question', async () => {
    const asking = await addCard(shop.stripe, user, 'pm_card_authenticationRequired');
    const { orderId } = await buy(user, asking);
    expect(await expireAfter(UNPAID_LASTS_MS + SOON_MS)).toEqual({ ...none, expired: 1 });
    expect(await attemptsOf(orderId)).toMatchObject([{ outcome: 'superseded' }]);
    expect(await statusOf(orderId)).toBe('canceled');
  });

  it('whose intent’s making was never answered is finished first', async () => {
    await control.arm({ route: 'POST /v1/payment_intents', kind: 'reset_after', times: 100 });
    const purchaseId = randomUUID();
    await expect(typeCard(user, { purchaseId })).rejects.toMatchObject({ fault: 'unknown' });
    await control.disarm();
    expect(await expireAfter(UNPAID_LASTS_MS + SOON_MS)).toEqual({ ...none, expired: 1 });
    const order = await findOrderByPurchase(database().read, user.id, purchaseId);
    expect(order).toMatchObject({ paymentState: 'canceled' });
    expect(await shop.stripe.intentsOf(await stripeCustomerOf(user))).toMatchObject([
      { status: 'canceled' },
    ]);
  });

  it('is left alone for a day more when its form is opened again', async () => {
    const { orderId } = await typeCard(user);
    const past = Date.now() - UNPAID_LASTS_MS;
    await database().transaction(async (tx) => {
      await tx.update(tx.tables.orders).set({ createdAt: past, updatedAt: past });
    });
    const { purchaseId } = await getOrder(orderId);
    await typeCard(user, { purchaseId });
    expect(await expireAfter(SOON_MS)).toEqual(none);
  });

  it('but was paid in the browser, unseen by us, is paid', async () => {
    const { orderId, clientSecret } = await typeCard(user, { print: LAST_SHEETS });
    await shop.stripe.confirm('payment_intents', clientSecret, 'pm_card_visa');
    expect(await expireAfter(COPY_IS_HELD_MS + SOON_MS)).toEqual({ ...none, paid: 1 });
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid', holdsStock: true });
    expect(await copiesLeft()).toBe(1);
    expect(await charges()).toHaveLength(1);
  });

  it('is not given up while Stripe has not answered its attempt', async () => {
    await control.arm({ route: 'POST /v1/payment_intents', kind: 'reset_after', times: 100 });
    const { orderId } = await buy(user, visa);
    await control.disarm();
    expect(await expireAfter(UNPAID_LASTS_MS + SOON_MS)).toEqual(none);
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'awaiting_payment' });
    expect(await charges()).toHaveLength(1);
  });

  it('charges nobody afterwards, and can be bought again', async () => {
    const { orderId, clientSecret } = await typeCard(user);
    await expireAfter(UNPAID_LASTS_MS + SOON_MS);
    const late = shop.stripe.confirm('payment_intents', clientSecret, 'pm_card_visa');
    await expect(late).rejects.toThrow(/canceled/);
    const paying = payOrder(user, { orderId, cardId: visa.id, shown: TIDELINE.shown });
    await expect(paying).rejects.toMatchObject({ code: 'order_closed' });
    expect(await charges()).toEqual([]);
    const again = await buy(user, visa);
    expect(await getOrder(again.orderId)).toMatchObject({ paymentState: 'paid' });
  });
});

describe('an order that cannot be given up', () => {
  it('does not stop the others, and is tried again later', async () => {
    const first = await typeCard(user, { print: LAST_SHEETS });
    const second = await typeCard(user, { print: LAST_SHEETS });
    // One call with its two repetitions.
    await control.arm({ route: CANCEL, kind: '429', times: 3 });
    const after = COPY_IS_HELD_MS + SOON_MS;
    expect(await expireAfter(after)).toEqual({ ...none, expired: 1, failed: 1 });
    expect(await getOrder(first.orderId)).toMatchObject({ paymentState: 'awaiting_payment' });
    expect(await getOrder(second.orderId)).toMatchObject({ paymentState: 'canceled' });
    expect(await expireAfter(after)).toEqual({ ...none, expired: 1 });
    expect(await copiesLeft()).toBe(2);
  });

  it('stands behind those that were not tried yet, however many cannot', async () => {
    const GO = 20;
    await leaveCopies(GO + 2);
    const buyers = await Promise.all(Array.from({ length: GO + 2 }, aShopper));
    const orderIds: string[] = [];
    for (const buyer of buyers) {
      orderIds.push((await typeCard(buyer, { print: LAST_SHEETS })).orderId);
    }
    const after = COPY_IS_HELD_MS + SOON_MS;
    await control.arm({ route: CANCEL, kind: '429', times: GO * 3 });
    expect(await expireAfter(after)).toEqual({ ...none, failed: GO });
    // Again all that was tried before is refused: only the two behind it get through.
    for (const orderId of orderIds.slice(0, GO)) {
      const route = `POST /v1/payment_intents/${await intentIdOf(orderId)}/cancel`;
      await control.arm({ route, kind: '429', times: 3 });
    }
    expect(await expireAfter(after)).toEqual({ ...none, expired: 2, failed: GO - 2 });
    await control.disarm();
    expect(await expireAfter(after)).toEqual({ ...none, expired: GO });
    expect(await copiesLeft()).toBe(GO + 2);
  });
});
