import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { findEvent } from '@/db/queries/webhook-events';
import type { User } from '@/db/queries/users';
import { database } from '../database';
import { savingWording } from '../domain/consent';
import { openFileShop } from '../testing/file-shop';
import { aShopper, getOrder, intentIdOf, typeCard } from '../testing/shopper';
import { signatureOf } from '../testing/signed-event';
import type { EventAtStripe } from '../testing/stripe-api';
import { startAddingCard } from '../setups/add-card';
import { receiveWebhook } from './receive';
import { inboxIsDrained } from './take-up';

// These tests are about what is asked, not about the wait before it.
vi.mock('node:timers/promises', () => ({ setTimeout: () => Promise.resolve() }));

const { shop, control } = await openFileShop();
let user: User;
beforeEach(async () => {
  user = await aShopper();
});
afterEach(async () => {
  await control.disarm();
  await inboxIsDrained();
});

const receive = (event: EventAtStripe) => {
  const body = JSON.stringify(event);
  return receiveWebhook(body, signatureOf(body));
};
const note = async ({ id }: EventAtStripe) => (await findEvent(database().read, id))?.note ?? '';
const LOOK = 'GET /v1/payment_intents/*';
const looks = async (at = '/v1/payment_intents/') =>
  (await control.requests()).filter(({ method, path }) => method === 'GET' && path.startsWith(at))
    .length;
/** After so many nobody gets a secret for an hour. */
const REFUSED = 8;

/** Tries of a card at one intent, each of which Stripe tells as an event of its own. */
async function triedAndTold(times: number): Promise<{ orderId: string; told: EventAtStripe[] }> {
  const { orderId, clientSecret } = await typeCard(user);
  const intentId = await intentIdOf(orderId);
  for (let time = 0; time < times; time += 1) {
    const tried = shop.stripe.confirm('payment_intents', clientSecret, 'pm_card_chargeDeclined');
    await expect(tried).rejects.toThrow('card_declined');
  }
  const told = await shop.stripe.events('payment_intent.payment_failed');
  return { orderId, told: told.filter(({ data }) => data.object.id === intentId) };
}

it('what was written down before a fetch has its mark from it, and what comes later has another', async () => {
  const { orderId, told } = await triedAndTold(4);
  const [first, second, third, late] = told as [
    EventAtStripe,
    EventAtStripe,
    EventAtStripe,
    EventAtStripe,
  ];
  await control.forgetRequests();
  await control.arm({ route: LOOK, kind: 'hold', times: 1 });
  await receive(first);
  await vi.waitFor(async () => expect(await control.holds()).toHaveLength(1));
  // In line while the first one is being fetched for: none of them is told by that fetch.
  await receive(second);
  await receive(third);
  await receive(late);
  expect(await looks()).toBe(0);
  await control.endHolds('arrive');
  await inboxIsDrained();

  expect(await looks()).toBe(2);
  expect(await note(first)).not.toContain('as fetched for');
  expect(await note(second)).not.toContain('as fetched for');
  for (const event of [third, late])
    expect(await note(event)).toContain(`as fetched for ${second.id}`);
  expect((await getOrder(orderId)).paymentState).toBe('declined');
});

it('each refused set-up counts, though one fetch tells how the set-up stands', async () => {
  const words = { consentVersion: savingWording('save_card_in_wallet', 'off_session').version };
  const { clientSecret } = await startAddingCard(user, words);
  const [setupId] = clientSecret.split('_secret_');
  for (let time = 0; time < REFUSED; time += 1) {
    const tried = shop.stripe.confirm('setup_intents', clientSecret, 'pm_card_chargeDeclined');
    await expect(tried).rejects.toThrow('card_declined');
  }
  const told = (await shop.stripe.events('setup_intent.setup_failed')).filter(
    ({ data }) => data.object.id === setupId,
  );
  expect(told).toHaveLength(REFUSED);
  const [first, ...others] = told;
  if (!first) throw new Error('nothing was told');
  await control.forgetRequests();
  await control.arm({ route: 'GET /v1/setup_intents/*', kind: 'hold', times: 1 });
  await receive(first);
  await vi.waitFor(async () => expect(await control.holds()).toHaveLength(1));
  for (const event of others) await receive(event);
  await control.endHolds('arrive');
  await inboxIsDrained();

  expect(await looks('/v1/setup_intents/')).toBe(2);
  await expect(startAddingCard(user, words)).rejects.toMatchObject({ code: 'payment_limit' });
});
