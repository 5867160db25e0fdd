import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { beforeEach, expect, it } from 'vitest';
import { listDaySums } from '@/db/queries/daily-sums';
import type { Card } from '@/db/queries/cards';
import type { User } from '@/db/queries/users';
import { addUp, checkSums, deriveWhatIsOver, findUnderived, rebuildSums } from './daily-sums';
import { database } from './database';
import { DAY_MS, dayOf } from './domain/day';
import { syncOrder } from './orders/sync/sync-order';
import { sumUp } from './reconcile/steps/daily-sums';
import { openFileShop } from './testing/file-shop';
import { WEBHOOK_SECRET } from './testing/shop';
import { SECRET_KEY } from './testing/stripe-api';
import { addCard, aShopper, buy, intentIdOf } from './testing/shopper';

const { shop, control } = await openFileShop();
let user: User;
let visa: Card;
beforeEach(async () => {
  user = await aShopper();
  visa = await addCard(shop.stripe, user, 'pm_card_visa');
  await database().transaction(async (tx) => {
    for (const table of [tx.tables.sumChanges, tx.tables.dailySums, tx.tables.eventCursors]) {
      await tx.delete(table);
    }
  });
  await rebuildSums();
});

const today = dayOf(Date.now());
const sums = async () => {
  const [eur] = await listDaySums(database().read, today, today);
  if (!eur)
    return { paidCount: 0, paidAmount: 0, refundedCount: 0, refundedAmount: 0, failedCount: 0 };
  return eur;
};

it('counts what a click pays, what is declined and what goes back, each once', async () => {
  const before = await sums();
  const { orderId } = await buy(user, visa);
  await syncOrder(orderId);
  await syncOrder(orderId);
  await control.declineNext(visa.stripePaymentMethodId, 'insufficient_funds');
  const declined = await buy(user, visa);
  await syncOrder(declined.orderId);
  await shop.stripe.post('refunds', { payment_intent: await intentIdOf(orderId), amount: 500 });
  await syncOrder(orderId);
  await syncOrder(orderId);
  const expected = {
    paidCount: before.paidCount + 1,
    paidAmount: before.paidAmount + 4800,
    failedCount: before.failedCount + 1,
    refundedCount: before.refundedCount + 1,
    refundedAmount: before.refundedAmount + 500,
  };
  expect(await sums()).toMatchObject(expected);
  expect(await addUp(10)).toBeGreaterThanOrEqual(3);
  expect(await sums()).toMatchObject(expected);
  expect(await checkSums()).toEqual([]);
});

it('takes back a refund that fails afterwards', async () => {
  const card = await addCard(shop.stripe, user, 'pm_card_refundFail');
  const { orderId } = await buy(user, card);
  const before = await sums();
  await shop.stripe.post('refunds', { payment_intent: await intentIdOf(orderId), amount: 500 });
  await syncOrder(orderId);
  expect(await sums()).toMatchObject({ refundedCount: before.refundedCount + 1 });
  await control.advance(10);
  for (let look = 0; look < 2; look++) await syncOrder(orderId);
  expect(await sums()).toMatchObject({ refundedCount: before.refundedCount });
  expect(await checkSums()).toEqual([]);
});

it('derives what was there before it, today first, and each day once it is over', async () => {
  await buy(user, visa);
  // As an update finds it: rows, and no sum.
  await database().transaction(async (tx) => {
    await tx.delete(tx.tables.sumChanges);
    await tx.delete(tx.tables.dailySums);
  });
  const now = Date.now();
  expect(await findUnderived(database().read, now)).not.toBeNull();
  expect((await deriveWhatIsOver(now, 40)).corrected).toBe(1);
  expect(await findUnderived(database().read, now)).toBeNull();
  expect(await checkSums()).toEqual([]);
  expect(await deriveWhatIsOver(now, 40)).toEqual({ days: 0, corrected: 0 });

  // A server of the release before wrote beside this one.
  await buy(user, visa);
  await database().transaction((tx) => tx.delete(tx.tables.sumChanges));
  expect(await checkSums()).toHaveLength(1);
  expect(await sumUp(now + DAY_MS + 2 * 60 * 60_000, 'timer')).toMatchObject({ corrected: 1 });
  expect(await checkSums()).toEqual([]);
  expect(await sumUp(now + DAY_MS + 2 * 60 * 60_000, 'timer')).toMatchObject({ derived: 0 });
});

it('is checked and made anew by a command', async () => {
  await buy(user, visa);
  const sumsBy = async (option: string) => {
    const args = ['--import', 'tsx', 'scripts/sums.ts', option];
    const env = {
      PATH: process.env.PATH,
      NODE_ENV: 'test' as const,
      DATABASE_URL: `file:${shop.databaseFile}`,
      APP_URL: 'http://127.0.0.1:4350',
      AUTH_SECRET: 'a secret of more than thirty-two characters',
      STRIPE_SECRET_KEY: SECRET_KEY,
      STRIPE_PUBLISHABLE_KEY: 'pk_test_cardkeep',
      STRIPE_WEBHOOK_SECRET: WEBHOOK_SECRET,
      STRIPE_LOCAL_URL: shop.stripeUrl,
      LOG_LEVEL: 'silent',
    };
    return promisify(execFile)(process.execPath, args, { env });
  };
  await database().transaction((tx) => tx.delete(tx.tables.sumChanges));
  await expect(sumsBy('--check')).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining(`${today} eur: paidCount is`) as string,
  });
  expect((await sumsBy('--rebuild')).stdout).toContain('corrected');
  expect((await sumsBy('--check')).stdout).toContain('what the rows say');
});
