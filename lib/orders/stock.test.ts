import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Card } from '@/db/queries/cards';
import { listOrders } from '@/db/queries/orders';
import type { User } from '@/db/queries/users';
import { database } from '../database';
import { findHeldOrderId, findShopProduct, listShopProducts } from '../shop/read-products';
import { openFileShop } from '../testing/file-shop';
import {
  addCard,
  aShopper,
  buy,
  copiesLeft,
  getOrder,
  leaveCopies,
  LAST_SHEETS,
  stripeCustomerOf,
  typeCard,
} from '../testing/shopper';
import { anUnheardCharge } from '../testing/unheard-charge';
import { cancelOrder } from './give-up-order';
import { findOrderView } from './view/read-orders';
import { syncOrder } from './sync/sync-order';

// What is sent again is held here, not how long it is waited before.
vi.mock('node:timers/promises', () => ({ setTimeout: () => Promise.resolve() }));

const { shop, control } = await openFileShop();
let user: User;
let visa: Card;
beforeEach(async () => {
  user = await aShopper();
  visa = await addCard(shop.stripe, user, 'pm_card_visa');
  await leaveCopies(2);
});

const left = () => copiesLeft();
const buyEdition = (purchaseId?: string, card = visa) => buy(user, card, purchaseId, LAST_SHEETS);
const eventsOf = async (orderId: string) =>
  (await findOrderView(user.id, orderId))?.events.map(({ type }) => type) ?? [];

/** Waits for its payment, with a copy set aside: the form is open, and nothing was typed yet. */
const hold = (purchaseId: string = randomUUID()) =>
  typeCard(user, { purchaseId, print: LAST_SHEETS });

describe('a copy of a limited edition', () => {
  it('is set aside with the order, and stays sold', async () => {
    const { orderId } = await buyEdition();
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid', holdsStock: true });
    expect(await left()).toBe(1);
  });

  it('is taken once, however often the same button is pressed', async () => {
    const purchaseId = randomUUID();
    await Promise.all(Array.from({ length: 10 }, () => buyEdition(purchaseId)));
    await hold(purchaseId).catch(() => null);
    expect(await left()).toBe(1);
    expect(await listOrders(database().read, user.id, 10)).toHaveLength(1);
  });

  it('comes back once when its order is canceled, from however many tabs', async () => {
    const { orderId } = await hold();
    expect(await left()).toBe(1);
    const canceling = Array.from({ length: 5 }, () => cancelOrder(user, { orderId }));
    await Promise.allSettled(canceling);
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'canceled', holdsStock: false });
    expect(await left()).toBe(2);
    await expect(cancelOrder(user, { orderId })).rejects.toMatchObject({ code: 'order_closed' });
    expect(await left()).toBe(2);
  });

  it('of an order that was paid stays sold though somebody cancels it just then', async () => {
    const { orderId, clientSecret } = await hold();
    await shop.stripe.confirm('payment_intents', clientSecret, 'pm_card_visa');
    await expect(cancelOrder(user, { orderId })).rejects.toMatchObject({ code: 'order_closed' });
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid', holdsStock: true });
    expect(await left()).toBe(1);
  });
});

describe('the last copy', () => {
  it('gone, nothing is charged, and no order is made', async () => {
    await leaveCopies(0);
    await expect(buyEdition()).rejects.toMatchObject({ code: 'sold_out' });
    await expect(hold()).rejects.toMatchObject({ code: 'sold_out' });
    expect(await listOrders(database().read, user.id, 10)).toEqual([]);
    expect(await shop.stripe.intentsOf(await stripeCustomerOf(user))).toEqual([]);
  });

  it('goes to as many buyers as there are copies', async () => {
    await leaveCopies(3);
    const buyers = await Promise.all(Array.from({ length: 12 }, aShopper));
    const bought = await Promise.allSettled(
      buyers.map((each) => typeCard(each, { print: LAST_SHEETS })),
    );
    const refusals = bought.filter(({ status }) => status === 'rejected');
    expect(refusals).toHaveLength(9);
    for (const refusal of refusals) expect(refusal).toMatchObject({ reason: { code: 'sold_out' } });
    expect(await left()).toBe(0);
  });
});

describe('an order that is paid after it was given up', () => {
  async function paidBehindOurBack() {
    const unheard = await anUnheardCharge(shop, control, { user, card: visa }, LAST_SHEETS);
    await cancelOrder(user, { orderId: unheard.orderId });
    expect(await left()).toBe(2);
    return unheard;
  }

  it('takes a copy again, once', async () => {
    const { orderId, tell } = await paidBehindOurBack();
    await tell();
    await syncOrder(orderId);
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid', holdsStock: true });
    expect(await left()).toBe(1);
    expect(await eventsOf(orderId)).not.toContain('oversold');
  });

  it('and finds no copy says so, where staff and buyer read it', async () => {
    const { orderId, tell } = await paidBehindOurBack();
    await leaveCopies(0);
    await tell();
    await syncOrder(orderId);
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid', holdsStock: false });
    expect((await eventsOf(orderId)).filter((type) => type === 'oversold')).toHaveLength(1);
  });
});

describe('the shop', () => {
  it('says how many are left, and for whom one is set aside', async () => {
    const other = await aShopper();
    await leaveCopies(1);
    const { orderId } = await hold();
    const edition = { limitedTo: 75, left: 0 };
    expect(await findShopProduct(LAST_SHEETS.productSlug)).toMatchObject({ edition });
    const listed = (await listShopProducts()).find(({ slug }) => slug === LAST_SHEETS.productSlug);
    expect(listed).toMatchObject({ edition });
    expect(await findShopProduct('tideline')).toMatchObject({ edition: 'open' });
    expect(await findHeldOrderId(user.id, LAST_SHEETS.productSlug)).toBe(orderId);
    expect(await findHeldOrderId(other.id, LAST_SHEETS.productSlug)).toBeNull();
    const { createdAt } = await getOrder(orderId);
    expect(await findOrderView(user.id, orderId)).toMatchObject({
      heldUntil: createdAt + 60 * 60_000,
    });
  });
});
