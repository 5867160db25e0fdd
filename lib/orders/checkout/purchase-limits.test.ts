import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { changeOrder, listOrders } from '@/db/queries/orders';
import { findProduct, putProduct } from '@/db/queries/products';
import type { Card } from '@/db/queries/cards';
import type { User } from '@/db/queries/users';
import { database } from '../../database';
import { MOST_UNPAID_ORDERS } from '../../domain/edition';
import { refundOrder } from '../refund/refund-order';
import { aStaffMember } from '../../testing/paid-order';
import { openFileShop } from '../../testing/file-shop';
import {
  addCard,
  aShopper,
  buy,
  copiesLeft,
  getOrder,
  leaveCopies,
  LAST_SHEETS,
  preorder,
  SALT_LEDGER,
  stripeCustomerOf,
  typeCard,
  typePreorderCard,
} from '../../testing/shopper';
import { cancelOrder } from '../give-up-order';

const { shop } = await openFileShop();
let user: User;
let visa: Card;
beforeEach(async () => {
  user = await aShopper();
  visa = await addCard(shop.stripe, user, 'pm_card_visa');
  await leaveCopies(40);
});

const LIMIT = { code: 'edition_limit' };
const buyEdition = (card: Card = visa) => buy(user, card, randomUUID(), LAST_SHEETS);
const typeEdition = () => typeCard(user, { print: LAST_SHEETS });
const intents = async () => shop.stripe.intentsOf(await stripeCustomerOf(user));

describe('copies of one edition', () => {
  it('are two for one person, whichever way they are bought', async () => {
    await buyEdition();
    await typeEdition();
    const before = (await intents()).length;
    await expect(buyEdition()).rejects.toMatchObject(LIMIT);
    await expect(typeEdition()).rejects.toMatchObject(LIMIT);
    expect(await copiesLeft()).toBe(38);
    expect(await intents()).toHaveLength(before);
    expect(await listOrders(database().read, user.id, 10)).toHaveLength(2);
  });

  it('are two for one person who pre-orders with a card that always declines', async () => {
    const bad = await addCard(shop.stripe, user, 'pm_card_chargeCustomerFail');
    const before = await copiesLeft(SALT_LEDGER.productSlug);
    for (let n = 0; n < 2; n++) await preorder(user, bad);
    await expect(preorder(user, bad)).rejects.toMatchObject(LIMIT);
    await expect(typePreorderCard(user)).rejects.toMatchObject(LIMIT);
    expect(await copiesLeft(SALT_LEDGER.productSlug)).toBe(before - 2);
  });

  it('are two for one person who asks for all at once', async () => {
    // Each names the newest of the others, as a script would.
    const tries = await Promise.allSettled(Array.from({ length: 20 }, () => buyEdition()));
    for (let n = 0; n < 10; n++) tries.push(...(await Promise.allSettled([buyEdition()])));
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
    expect(await copiesLeft()).toBe(38);
  });

  it('do not count for what was canceled, or given back in full', async () => {
    const first = await buyEdition();
    const second = await typeEdition();
    await cancelOrder(user, { orderId: second.orderId });
    const third = await typeEdition();
    await expect(buyEdition()).rejects.toMatchObject(LIMIT);
    const staff = await aStaffMember();
    const refund = { orderId: first.orderId, reason: 'requested_by_customer' } as const;
    await refundOrder(staff, { ...refund, requestId: randomUUID(), amount: 100 });
    await expect(buyEdition()).rejects.toMatchObject(LIMIT);
    await refundOrder(staff, { ...refund, requestId: randomUUID(), amount: null });
    const fourth = await buyEdition();
    expect(await getOrder(fourth.orderId)).toMatchObject({ paymentState: 'paid' });
    expect(await getOrder(third.orderId)).toMatchObject({ holdsStock: true });
  });

  it('are as many as the product says, and leave other people and prints alone', async () => {
    const { read } = database();
    const product = await findProduct(read, LAST_SHEETS.productSlug);
    if (!product) throw new Error('the print is not there');
    const put = (copiesPerPerson: number) =>
      database().transaction((tx) => putProduct(tx, { ...product, copiesPerPerson }));
    await put(1);
    await buyEdition();
    await expect(buyEdition()).rejects.toMatchObject(LIMIT);
    for (let n = 0; n < 3; n++) await buy(user, visa);
    const other = await aShopper();
    await typeCard(other, { print: LAST_SHEETS });
    await put(2);
    await buyEdition();
  });

  it('is the same purchase, however often it is pressed at the limit', async () => {
    await buyEdition();
    const purchaseId = randomUUID();
    const { orderId } = await buy(user, visa, purchaseId, LAST_SHEETS);
    expect(await buy(user, visa, purchaseId, LAST_SHEETS)).toMatchObject({
      orderId,
      isAgain: true,
    });
  });
});

describe('orders that are not paid', () => {
  it('are ten for one person; paying or canceling one makes room', async () => {
    const orderIds: string[] = [];
    for (let n = 0; n < MOST_UNPAID_ORDERS; n++) orderIds.push((await typeCard(user)).orderId);
    const before = (await intents()).length;
    await expect(typeCard(user)).rejects.toMatchObject({ code: 'unpaid_limit' });
    await expect(buy(user, visa)).rejects.toMatchObject({ code: 'unpaid_limit' });
    await expect(preorder(user, visa)).rejects.toMatchObject({ code: 'unpaid_limit' });
    expect(await intents()).toHaveLength(before);

    const [one = '', two = ''] = orderIds;
    await cancelOrder(user, { orderId: one });
    await typeCard(user);
    const second = await getOrder(two);
    await database().transaction((tx) =>
      changeOrder(tx, second, { paymentState: 'paid' }, Date.now()),
    );
    expect((await buy(user, visa)).orderId).toBeTruthy();
  });

  it('do not count where they wait to be charged', async () => {
    for (let n = 0; n < 2; n++) await preorder(user, visa);
    for (let n = 0; n < MOST_UNPAID_ORDERS; n++) await typeCard(user);
    await expect(typeCard(user)).rejects.toMatchObject({ code: 'unpaid_limit' });
  });
});
