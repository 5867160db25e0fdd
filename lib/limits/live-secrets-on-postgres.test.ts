import { afterAll, beforeAll, expect, it } from 'vitest';
import { listGivenIntents } from '@/db/queries/intents';
import { listLiveSetups } from '@/db/queries/card-setups';
import { startPostgres } from '@/scripts/parts/postgres.mjs';
import { database } from '../database';
import { savingWording } from '../domain/consent';
import { LIVE_AT_MOST } from '../domain/live-secrets';
import { startPayment } from '../orders/checkout/typed-card';
import { openShop, type Shop } from '../testing/shop';
import { aShopper, stripeCustomerOf, TIDELINE, typeCard } from '../testing/shopper';
import { startAddingCard } from '../setups/add-card';

// Where two transactions of one person really run at the same time, which PGlite and SQLite know not.
const consentVersion = savingWording('save_card_in_wallet', 'off_session').version;

let postgres: Awaited<ReturnType<typeof startPostgres>>;
let shop: Shop;
beforeAll(async () => {
  postgres = await startPostgres();
  shop = await openShop({ databaseUrl: await postgres.createDatabase('cardkeep_live_secrets') });
});
afterAll(async () => {
  await shop.close();
  await postgres.end();
});

it('three of many that are begun at once are alive, here and at Stripe', async () => {
  const user = await aShopper();
  const customer = await stripeCustomerOf(user);
  // Placed before, so that nobody is asked whether they want to buy the same print again.
  const orders: string[] = [];
  for (let n = 0; n < 8; n++) orders.push((await typeCard(user)).orderId);
  const form = { shown: TIDELINE.shown, receiptEmail: user.email, saveCardConsent: null };
  const begun = await Promise.allSettled([
    ...orders.map((orderId) => startPayment(user, { ...form, subject: { orderId } })),
    ...orders.map(() => startAddingCard(user, { consentVersion })),
  ]);
  for (const each of begun) {
    if (each.status === 'rejected') expect(each.reason).toMatchObject({ code: 'bank_waits' });
  }
  const alive = async (what: string) => {
    const path = `${what}?customer=${customer}&limit=100`;
    const { data } = await shop.stripe.get<{ data: { status: string }[] }>(path);
    return data.filter(({ status }) => status.startsWith('requires_')).length;
  };
  expect(await alive('payment_intents')).toBeLessThanOrEqual(LIVE_AT_MOST);
  expect(await alive('setup_intents')).toBeLessThanOrEqual(LIVE_AT_MOST);
  const { read } = database();
  expect((await listGivenIntents(read, user.id)).length).toBeLessThanOrEqual(LIVE_AT_MOST);
  expect((await listLiveSetups(read, user.id)).length).toBeLessThanOrEqual(LIVE_AT_MOST);
});
