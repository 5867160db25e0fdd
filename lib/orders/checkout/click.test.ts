import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Card } from '@/db/queries/cards';
import { listOrders } from '@/db/queries/orders';
import type { User } from '@/db/queries/users';
import { database } from '../../database';
import { CLICK_IS_ALIVE_MS } from '../../domain/attempt';
import { stripe } from '../../stripe/client';
import { withDeadline } from '../../stripe/deadline';
import { USEFUL_REST_MS } from '../../stripe/patience';
import { openFileShop } from '../../testing/file-shop';
import {
  addCard,
  aShopper,
  attemptsOf,
  buy,
  getOrder,
  intentIdOf,
  TIDELINE,
  typeCard,
} from '../../testing/shopper';
import { payOrder } from './saved-card';

vi.mock('node:timers/promises', () => ({ setTimeout: () => Promise.resolve() }));

const { shop, control } = await openFileShop();
let user: User;
let visa: Card;
beforeEach(async () => {
  user = await aShopper();
  visa = await addCard(shop.stripe, user, 'pm_card_visa');
  await control.forgetRequests();
});
afterEach(async () => {
  await control.disarm();
  quicken();
  vi.useRealTimers();
});

const CREATE = 'POST /v1/payment_intents';
const sent = async (path: RegExp) =>
  (await control.requests()).filter((request) => path.test(`${request.method} ${request.path}`));

const click = <T>(work: () => Promise<T>, left = CLICK_IS_ALIVE_MS) =>
  withDeadline(Date.now() + left, work);

/** From now on each call of a kind takes so long on the clock, though not in the test. */
function slowDown(kind: RegExp, ms: number): void {
  vi.useFakeTimers({ toFake: ['Date'] });
  const passTime: Hear = ({ method, path }) => {
    if (kind.test(`${method} ${path}`)) vi.setSystemTime(Date.now() + ms);
  };
  const sdk = stripe() as unknown as Record<'on' | 'off', (event: 'request', hear: Hear) => void>;
  sdk.on('request', passTime);
  quicken = () => sdk.off('request', passTime);
}
type Hear = (request: { method: string; path: string }) => void;
let quicken: () => void = () => undefined;

const onlyOrder = async () => {
  const [order, ...others] = await listOrders(database().read, user.id, 10);
  if (!order || others.length > 0) throw new Error('there is not one order');
  return order;
};

describe('a click that is over', () => {
  it('charges nobody: its attempt was written down and is not sent', async () => {
    const buying = click(() => buy(user, visa), USEFUL_REST_MS - 1);
    await expect(buying).rejects.toMatchObject({ fault: 'out_of_time' });
    expect(await sent(/^POST .*payment_intents/)).toEqual([]);
    const { id } = await onlyOrder();
    expect(await attemptsOf(id)).toMatchObject([{ outcome: 'not_sent' }]);
    await payOrder(user, { orderId: id, cardId: visa.id, shown: TIDELINE.shown });
    expect(await getOrder(id)).toMatchObject({ paymentState: 'paid' });
  });

  it('because finding out about the first card took its time leaves that card’s bank asking', async () => {
    const asking = await addCard(shop.stripe, user, 'pm_card_authenticationRequired');
    const { orderId } = await buy(user, asking);
    await control.forgetRequests();
    slowDown(/^GET .*payment_intents/, CLICK_IS_ALIVE_MS - USEFUL_REST_MS + 1);
    const paying = click(() => payOrder(user, { orderId, cardId: visa.id, shown: TIDELINE.shown }));
    await expect(paying).rejects.toMatchObject({ fault: 'out_of_time' });
    expect(await sent(/^GET .*payment_intents/)).toHaveLength(1);
    expect(await sent(/^POST /)).toEqual([]);
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'authenticating' });
  });

  it('because taking the box back took its time does not charge the saved card', async () => {
    const { orderId } = await typeCard(user, { saves: true });
    await control.forgetRequests();
    slowDown(/^POST .*payment_intents/, CLICK_IS_ALIVE_MS - USEFUL_REST_MS + 1);
    const paying = click(() => payOrder(user, { orderId, cardId: visa.id, shown: TIDELINE.shown }));
    await expect(paying).rejects.toMatchObject({ fault: 'out_of_time' });
    expect(await sent(/^POST .*confirm$/)).toEqual([]);
    expect(await attemptsOf(orderId)).toMatchObject([{ outcome: 'not_sent' }]);
  });
});

describe('a click that meets an intent which was canceled behind our back', () => {
  it('charges nobody and says so; the next one pays with another intent', async () => {
    const bad = await addCard(shop.stripe, user, 'pm_card_chargeCustomerFail');
    const { orderId } = await buy(user, bad);
    const intentId = await intentIdOf(orderId);
    await shop.stripe.post(`payment_intents/${intentId}/cancel`);
    const pay = () => payOrder(user, { orderId, cardId: visa.id, shown: TIDELINE.shown });
    expect(await pay()).toEqual({ orderId, clientSecret: null });
    expect(await attemptsOf(orderId)).toMatchObject([{}, { outcome: 'not_sent' }]);
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'awaiting_payment' });
    await pay();
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid' });
    expect(await intentIdOf(orderId)).not.toBe(intentId);
  });
});

describe('a Stripe that never answers', () => {
  it('is asked for a minute at the longest, and the outcome is left open', async () => {
    await control.arm({ route: CREATE, kind: 'timeout_before', times: 10 });
    // All but the clock is real: it jumps on by a second as often as the wire has had a moment.
    vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'] });
    const begun = Date.now();
    let isOver = false;
    const buying = buy(user, visa).finally(() => (isOver = true));
    while (!isOver) {
      for (let i = 0; i < 50; i++) await new Promise((done) => setImmediate(done));
      vi.advanceTimersByTime(1_000);
    }
    const { orderId } = await buying;
    expect(Date.now() - begun).toBeLessThanOrEqual(CLICK_IS_ALIVE_MS);
    expect(await attemptsOf(orderId)).toMatchObject([{ outcome: 'unknown' }]);
  });
});
