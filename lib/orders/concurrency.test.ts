import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { listActiveCards, type Card } from '@/db/queries/cards';
import { listOrderEvents } from '@/db/queries/order-events';
import { listOrders } from '@/db/queries/orders';
import type { User } from '@/db/queries/users';
import { database } from '../database';
import { isPayable } from '../domain/order';
import { sendDueCalls } from '../send-due-calls';
import { openFileShop } from '../testing/file-shop';
import {
  addCard,
  aShopper,
  attemptsOf,
  buy,
  getOrder,
  stripeCustomerOf,
  TIDELINE,
} from '../testing/shopper';
import { signatureOf } from '../testing/signed-event';
import type { EventAtStripe } from '../testing/stripe-api';
import { removeCard } from '../wallet/remove-card';
import { deliverWebhook } from '../testing/deliver';
import { cancelOrder } from './give-up-order';
import { checkOrder } from './checkout/check-order';
import { payOrder } from './checkout/saved-card';
import { reconcile } from '../reconcile/reconcile';

const { shop, control } = await openFileShop();
let user: User;
let visa: Card;
beforeEach(async () => {
  user = await aShopper();
  visa = await addCard(shop.stripe, user, 'pm_card_visa');
});
afterEach(async () => {
  await control.disarm();
  vi.useRealTimers();
});

const CREATE = 'POST /v1/payment_intents';
const CONFIRM = 'POST /v1/payment_intents/*/confirm';
const isFulfilled = ({ status }: PromiseSettledResult<unknown>) => status === 'fulfilled';
const charges = async () => shop.stripe.chargesOf(await stripeCustomerOf(user));
const ordersOf = () => listOrders(database().read, user.id, 100);
const declinedOrder = async () =>
  (await buy(user, await addCard(shop.stripe, user, 'pm_card_chargeCustomerFail'))).orderId;
const pay = (orderId: string, card: Card) =>
  payOrder(user, { orderId, cardId: card.id, shown: TIDELINE.shown });

/** Begins a few turns of the event loop later, so that two of them meet at another place each time. */
async function later<T>(turns: number, act: () => Promise<T>): Promise<T> {
  for (let turn = 0; turn < turns; turn++) await new Promise((next) => setImmediate(next));
  return act();
}

/** Who begins when, and how long Stripe takes, in ms. */
const meeting = fc.record({
  first: fc.nat(40),
  second: fc.nat(40),
  ms: fc.constantFrom(0, 0, 5, 20, 60),
});

/** The same meeting again and again, each time of somebody else. */
const meetings = (route: string, meet: (of: { first: number; second: number }) => Promise<void>) =>
  fc.assert(
    fc.asyncProperty(meeting, async ({ ms, ...of }) => {
      await control.disarm();
      user = await aShopper();
      visa = await addCard(shop.stripe, user, 'pm_card_visa');
      await control.arm({ route, kind: 'latency', ms, times: 100 });
      await meet(of);
    }),
    { numRuns: 15 },
  );

describe('fifty clicks at once', () => {
  it('on one purchase are one order, one charge and fifty answers that name it', async () => {
    const purchaseId = randomUUID();
    const started = await Promise.all(
      Array.from({ length: 50 }, () => buy(user, visa, purchaseId)),
    );
    const [order, ...others] = await ordersOf();
    expect(others).toEqual([]);
    expect(new Set(started.map(({ orderId }) => orderId))).toEqual(new Set([order?.id]));
    expect(started.filter(({ isAgain }) => !isAgain)).toHaveLength(1);
    expect(await charges()).toHaveLength(1);
    expect(await shop.stripe.intentsOf(await stripeCustomerOf(user))).toHaveLength(1);
  });

  it('by somebody whom Stripe does not know yet make one Customer', async () => {
    const stranger = await aShopper();
    const clicks = Array.from({ length: 50 }, () => buy(stranger, visa));
    for (const click of await Promise.allSettled(clicks)) {
      // The card is somebody else’s.
      expect(click).toMatchObject({ status: 'rejected', reason: { code: 'not_found' } });
    }
    const path = `customers?email=${encodeURIComponent(stranger.email)}`;
    expect((await shop.stripe.get<{ data: unknown[] }>(path)).data).toHaveLength(1);
  });
});

describe('two tabs of one page', () => {
  it('with a card each are one order and one charge', () =>
    meetings(CREATE, async ({ first, second }) => {
      const other = await addCard(shop.stripe, user, 'pm_card_mastercard');
      const purchaseId = randomUUID();
      const [a, b] = await Promise.all([
        later(first, () => buy(user, visa, purchaseId)),
        later(second, () => buy(user, other, purchaseId)),
      ]);
      expect(a.orderId).toBe(b.orderId);
      expect(await ordersOf()).toHaveLength(1);
      expect(await getOrder(a.orderId)).toMatchObject({ paymentState: 'paid' });
      expect(await charges()).toHaveLength(1);
    }));
});

describe('two retries with two cards at once', () => {
  it('are one charge; the other is told that a payment is under way', async () => {
    const other = await addCard(shop.stripe, user, 'pm_card_mastercard');
    for (const cards of [
      [visa, other],
      [other, visa],
    ]) {
      const orderId = await declinedOrder();
      const before = (await charges()).length;
      await control.arm({ route: CONFIRM, kind: 'latency', ms: 200 });
      const tries = await Promise.allSettled(cards.map((card) => pay(orderId, card)));
      expect(tries.filter(isFulfilled)).toHaveLength(1);
      expect(tries).toContainEqual(
        expect.objectContaining({
          reason: expect.objectContaining({ code: 'payment_in_progress' }) as unknown,
        }),
      );
      expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid' });
      expect(await charges()).toHaveLength(before + 1);
    }
  });

  it('are one charge wherever they meet', () =>
    meetings(CONFIRM, async ({ first, second }) => {
      const other = await addCard(shop.stripe, user, 'pm_card_mastercard');
      const orderId = await declinedOrder();
      const tries = await Promise.allSettled([
        later(first, () => pay(orderId, visa)),
        later(second, () => pay(orderId, other)),
      ]);
      expect(tries.filter(isFulfilled)).toHaveLength(1);
      expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid' });
      expect(await charges()).toHaveLength(1);
    }));
});

describe('a click that is still under way', () => {
  /** Everybody else who may write: webhooks, twice each, and a reconciler that believes the click is long over. */
  async function whileOthersLook<T>(work: Promise<T>): Promise<T> {
    let isOver = false;
    const over = work.finally(() => (isOver = true));
    const [before] = (await shop.stripe.get<{ data: EventAtStripe[] }>('events?limit=1')).data;
    const looking = async () => {
      while (!isOver) {
        const path = `events?limit=20${before ? `&ending_before=${before.id}` : ''}`;
        for (const event of (await shop.stripe.get<{ data: EventAtStripe[] }>(path)).data) {
          const body = JSON.stringify({ ...event, id: `${event.id}_${randomUUID()}` });
          const signature = signatureOf(body);
          await Promise.all([deliverWebhook(body, signature), deliverWebhook(body, signature)]);
        }
      }
    };
    const reconciling = async () => {
      while (!isOver) await later(1, () => reconcile(Date.now()));
    };
    const [done] = await Promise.all([over, looking(), reconciling()]);
    return done;
  }

  it.each([
    ['the first', CREATE],
    ['the second', CONFIRM],
  ])('is %s charge of its order and the only one, though all look', async (_which, route) => {
    for (const ms of [0, 30, 100, 300]) {
      const orderId = route === CONFIRM ? await declinedOrder() : null;
      const before = (await charges()).length;
      await control.arm({ route, kind: 'latency', ms });
      const click = orderId ? pay(orderId, visa) : buy(user, visa);
      vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 10 * 60_000 });
      const started = await whileOthersLook(click);
      vi.useRealTimers();
      expect(await getOrder(started.orderId)).toMatchObject({ paymentState: 'paid' });
      expect(await charges()).toHaveLength(before + 1);
      const outcomes = (await attemptsOf(started.orderId)).map(({ outcome }) => outcome);
      expect(outcomes.filter((outcome) => outcome === 'succeeded')).toHaveLength(1);
      const story = await listOrderEvents(database().read, started.orderId);
      expect(story.filter(({ type }) => type === 'payment_succeeded')).toHaveLength(1);
    }
  });
});

describe('giving up an order while it is paid', () => {
  it('ends in one of the two, as Stripe says, and never in both', () =>
    meetings(CONFIRM, async ({ first, second }) => {
      const orderId = await declinedOrder();
      const [canceling, paying] = await Promise.allSettled([
        later(first, () => cancelOrder(user, { orderId })),
        later(second, () => pay(orderId, visa)),
      ]);
      const { paymentState } = await checkOrder(user, { orderId });
      const charged = (await charges()).length;
      expect(charged).toBe(paymentState === 'paid' ? 1 : 0);
      if (isFulfilled(canceling)) expect(['canceled', 'paid']).toContain(paymentState);
      else expect(canceling).toMatchObject({ reason: { code: expect.any(String) as unknown } });
      if (paymentState === 'paid') expect(isFulfilled(paying)).toBe(true);
      // Where neither came through, the order is still the buyer’s to pay.
      if (isPayable(paymentState)) await pay(orderId, visa);
      expect((await charges()).length).toBe(paymentState === 'canceled' ? 0 : 1);
    }));
});

describe('removing a card while it pays', () => {
  it('waits for the payment, or comes before it', () =>
    meetings(CREATE, async ({ first, second }) => {
      const [removing, buying] = await Promise.allSettled([
        later(first, () => removeCard(user, { cardId: visa.id })),
        later(second, () => buy(user, visa)),
      ]);
      const kept = await listActiveCards(database().read, user.id);
      expect(kept).toHaveLength(isFulfilled(removing) ? 0 : 1);
      if (!isFulfilled(removing)) {
        expect(removing).toMatchObject({ reason: { code: 'payment_in_progress' } });
      }
      if (!isFulfilled(buying)) expect(buying).toMatchObject({ reason: { code: 'not_found' } });
      await sendDueCalls();
      const orders = await ordersOf();
      expect(orders.map(({ paymentState }) => paymentState)).toEqual(
        isFulfilled(buying) ? ['paid'] : [],
      );
      expect(await charges()).toHaveLength(orders.length);
    }));
});
