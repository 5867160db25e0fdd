import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Database } from '@/db/database';
import { findStock, openStock } from '@/db/queries/stock';
import { insertCardSetup, setStripeSetupIntent } from '@/db/queries/card-setups';
import { insertIntent, listGivenIntents, setStripeIntent } from '@/db/queries/intents';
import { listDueCalls, listDueCancels } from '@/db/queries/stripe-calls';
import { engines, type Opened } from '@/db/testing/engines';
import {
  anAddress,
  aBuyer,
  anIntent,
  anOrder,
  aProduct,
  aUser,
  NOON,
  type Buyer,
} from '@/db/testing/rows';
import {
  addFailures,
  countFailures,
  countSetup,
  refuseAfterFailures,
  refuseBeforehand,
} from './limits/card-testing';
import { takeIntentPlace } from './limits/live-secrets';
import { placeOrder } from './orders/place-order';

// What is counted is kept by a hash, whose key comes from the settings.
const settings = {
  APP_URL: 'https://shop.example',
  AUTH_SECRET: 'a secret of more than thirty-two characters',
  STRIPE_SECRET_KEY: 'sk_test_abcdef',
  STRIPE_PUBLISHABLE_KEY: 'pk_test_abcdef',
  STRIPE_WEBHOOK_SECRET: 'whsec_abc',
};
beforeEach(() => {
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
});

const COPIES = 5;
const BUYERS = 50;

// What needs no Stripe is tried on both engines as it is.
describe.each(engines)('many at once on $engine', ({ open }) => {
  let opened: Opened;
  beforeAll(async () => {
    opened = await open();
  });
  afterAll(() => opened.close());

  it('fifty buyers of five copies make five orders', async () => {
    const { db } = opened;
    const product = await aProduct(db, { edition: { limitedTo: COPIES } });
    await db.transaction((tx) => openStock(tx, product.id, COPIES));
    const buyers = await Promise.all(Array.from({ length: BUYERS }, () => aBuyer(db)));
    // Each presses twice: the second is no second copy.
    const clicks = buyers.flatMap((buyer) => {
      const purchaseId = randomUUID();
      return [1, 2].map(() => place(db, buyer, product.slug, purchaseId));
    });
    const placed = await Promise.allSettled(clicks);
    const orders = placed.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
    expect(new Set(orders.map(({ id }) => id)).size).toBe(COPIES);
    expect(orders.every(({ holdsStock }) => holdsStock)).toBe(true);
    const refusals = placed.filter(({ status }) => status === 'rejected');
    expect(refusals).toHaveLength(2 * (BUYERS - COPIES));
    for (const refusal of refusals) expect(refusal).toMatchObject({ reason: { code: 'sold_out' } });
    expect(await findStock(db.read, product.id)).toMatchObject({ available: 0 });
  });

  it('thirty cards begun by one person are ten', async () => {
    const { db } = opened;
    const { id } = await aUser(db);
    const begun = await Promise.allSettled(
      Array.from({ length: 30 }, () => db.transaction((tx) => countSetup(tx, id, NOON))),
    );
    expect(begun.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
    const other = await aUser(db);
    await db.transaction((tx) => countSetup(tx, other.id, NOON));
  });

  it('twelve failures of one intent have it canceled once, and its owner held up', async () => {
    const { db } = opened;
    const { id: userId } = await aUser(db);
    const failed = { userId, stripeIntentId: 'pi_1', cancel: 'cancel_intent' } as const;
    await Promise.all(
      Array.from({ length: 12 }, () => db.transaction((tx) => addFailures(tx, failed, 1, NOON))),
    );
    const calls = await listDueCalls(db.read, NOON, 10);
    expect(calls).toMatchObject([{ operation: 'cancel_intent', target: 'pi_1' }]);
    const next = db.transaction((tx) => refuseAfterFailures(tx, userId, null, NOON));
    await expect(next).rejects.toMatchObject({ code: 'payment_limit' });
  });

  it('the same failures told again are counted once', async () => {
    const { db } = opened;
    const { id: userId } = await aUser(db);
    const failed = { userId, stripeIntentId: 'pi_2', cancel: 'cancel_intent' } as const;
    const tell = (total: number) => db.transaction((tx) => countFailures(tx, failed, total, NOON));
    await Promise.all([2, 4, 3, 4, 4, 1].map(tell));
    expect(await listDueCalls(db.read, NOON, 10)).toHaveLength(1);
    await db.transaction((tx) => refuseAfterFailures(tx, userId, null, NOON));
    await tell(5);
    expect(await listDueCalls(db.read, NOON, 10)).toHaveLength(2);
  });

  it('a look beforehand sees what is counted, and what is over, and counts nothing', async () => {
    const { db } = opened;
    const { id: userId } = await aUser(db);
    const look = () => refuseBeforehand(db.read, userId, null, Date.now());
    const rows = () => db.read.select().from(db.read.tables.rateLimits);
    const before = (await rows()).length;
    await look();
    expect(await rows()).toHaveLength(before);
    const failed = { userId, stripeIntentId: 'pi_look', cancel: 'cancel_intent' } as const;
    await db.transaction((tx) => addFailures(tx, failed, 7, Date.now()));
    await look();
    await db.transaction((tx) => addFailures(tx, failed, 1, Date.now()));
    await expect(look()).rejects.toMatchObject({ code: 'payment_limit' });
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 61 * 60_000 });
    await look();
    vi.useRealTimers();
  });

  it('twenty payments begun by one person in the browser are three', async () => {
    const { db } = opened;
    const buyer = await aBuyer(db);
    const { id: userId } = buyer.user;
    const orders = await Promise.all(Array.from({ length: 20 }, () => anOrder(db, buyer)));
    const begun = await Promise.allSettled(
      orders.map((order) =>
        db.transaction(async (tx) => {
          await refuseAfterFailures(tx, userId, order.id, NOON);
          const parameters = { createParameters: {}, savesCard: false };
          const intent = await insertIntent(tx, order.id, parameters, NOON);
          await takeIntentPlace(tx, userId, intent, NOON);
        }),
      ),
    );
    expect(begun.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
    expect(await listGivenIntents(db.read, userId)).toHaveLength(3);
  });

  it('one failure too many takes away whatever its person holds, and holds them up', async () => {
    const { db } = opened;
    const buyer = await aBuyer(db);
    const { id: userId } = buyer.user;
    const intent = await anIntent(db, await anOrder(db, buyer));
    await db.transaction(async (tx) => {
      await setStripeIntent(tx, intent.id, 'pi_held');
      await takeIntentPlace(tx, userId, intent, NOON);
      const owner = { userId, customerId: buyer.customer.id };
      const setup = await insertCardSetup(tx, owner, {}, NOON);
      await setStripeSetupIntent(tx, setup.id, 'seti_held');
    });
    const fail = (stripeIntentId: string) =>
      db.transaction((tx) =>
        addFailures(tx, { userId, stripeIntentId, cancel: 'cancel_intent' }, 1, NOON),
      );
    await Promise.all(Array.from({ length: 8 }, (_, n) => fail(`pi_failed_${n}`)));
    const targets = (await listDueCancels(db.read, NOON, 20)).map(({ target }) => target);
    expect(targets).toEqual(expect.arrayContaining(['pi_held', 'seti_held']));
    expect(targets.filter((target) => target.endsWith('_held'))).toHaveLength(2);
  });
});

const place = async (
  db: Database,
  { user, customer }: Buyer,
  productSlug: string,
  purchaseId: string,
) => {
  const { id: addressId } = await anAddress(db, user);
  return db.transaction((tx) =>
    placeOrder(
      tx,
      user,
      { id: customer.id, stripeCustomerId: 'cus_1' },
      {
        purchaseId,
        productSlug,
        shown: { amount: 4800, currency: 'eur' },
        receiptEmail: user.email,
        to: { addressId },
      },
      NOON,
    ),
  );
};
