import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { findLastIntent } from '@/db/queries/intents';
import type { Card } from '@/db/queries/cards';
import { findOrderByPurchase } from '@/db/queries/orders';
import type { User } from '@/db/queries/users';
import type { FaultKind } from '@/stripe-local/client';
import { database } from '../../database';
import { sendDueCalls } from '../../send-due-calls';
import { openFileShop } from '../../testing/file-shop';
import {
  addressOf,
  addCard,
  aShopper,
  attemptsOf,
  buy,
  getOrder,
  stripeCustomerOf,
  TIDELINE,
  typeCard,
} from '../../testing/shopper';
import { signatureOf } from '../../testing/signed-event';
import { linkStripeCustomer } from '../../customers/link-customer';
import { deliverWebhook } from '../../testing/deliver';
import { beginAttempt } from '../checkout/begin-attempt';
import { cancelOrder } from '../give-up-order';
import { closeUnsent } from './close-unsent';
import { GIVE_UP_AFTER_MS } from '../../reconcile/steps/next-look';
import { payOrder } from '../checkout/saved-card';
import { placeOrder } from '../place-order';
import { cancelLiveIntent } from './cancel-intent';
import { lookAtUnanswered } from '../../reconcile/steps/unanswered-attempts';
import { startPayment } from '../checkout/typed-card';

// What is sent again is held here, not how long it is waited before.
vi.mock('node:timers/promises', () => ({ setTimeout: () => Promise.resolve() }));

const { shop, control } = await openFileShop();
let user: User;
let visa: Card;
beforeEach(async () => {
  user = await aShopper();
  visa = await addCard(shop.stripe, user, 'pm_card_visa');
});
afterEach(async () => {
  await control.disarm();
  // What one test leaves open would be looked at by the next one's, too.
  await reconcileAfter(2 * GIVE_UP_AFTER_MS);
  vi.useRealTimers();
});

const CREATE = 'POST /v1/payment_intents';
const charges = async () => shop.stripe.chargesOf(await stripeCustomerOf(user));
const breakDown = (kind: FaultKind, times: number) => control.arm({ route: CREATE, kind, times });

/** What the reconciler does once the click is over and nobody waits any more. */
async function reconcileAfter(ms: number): Promise<void> {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + ms });
  await lookAtUnanswered(Date.now(), 'timer');
}
const CLICK_IS_OVER_MS = 2 * 60_000;

describe('a fault that passes', () => {
  it.each<FaultKind>(['reset_before', 'reset_after', '429', 'cut'])(
    '%s: the call goes out again with the same key, and charges once',
    async (kind) => {
      await control.forgetRequests();
      await breakDown(kind, 1);
      const { orderId } = await buy(user, visa);
      expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid' });
      expect(await charges()).toHaveLength(1);
      const sent = (await control.requests()).filter(({ path }) => path === '/v1/payment_intents');
      expect(new Set(sent.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(1);
    },
  );
});

describe('an answer that never comes', () => {
  it('leaves the outcome open: not paid, not declined, and no second try', async () => {
    await breakDown('reset_after', 100);
    const { orderId, clientSecret } = await buy(user, visa);
    expect(clientSecret).toBeNull();
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'awaiting_payment' });
    expect(await attemptsOf(orderId)).toMatchObject([{ outcome: 'unknown', closedAt: null }]);
    const again = payOrder(user, { orderId, cardId: visa.id, shown: TIDELINE.shown });
    await expect(again).rejects.toMatchObject({ code: 'payment_in_progress' });
  });

  it('of a call that arrived is found: the charge counts, and is the only one', async () => {
    await breakDown('reset_after', 100);
    const { orderId } = await buy(user, visa);
    await control.disarm();
    expect(await charges()).toHaveLength(1);
    await reconcileAfter(CLICK_IS_OVER_MS);
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid' });
    expect(await attemptsOf(orderId)).toMatchObject([{ number: 1, outcome: 'succeeded' }]);
    expect(await charges()).toHaveLength(1);
  });

  it('of a call that never arrived ends as not sent, and the key can charge no more', async () => {
    await breakDown('reset_before', 100);
    const { orderId } = await buy(user, visa);
    await control.disarm();
    await reconcileAfter(CLICK_IS_OVER_MS);
    expect(await attemptsOf(orderId)).toMatchObject([{ outcome: 'not_sent' }]);
    expect(await charges()).toEqual([]);
    const intents = await shop.stripe.intentsOf(await stripeCustomerOf(user));
    expect(intents).toMatchObject([{ status: 'canceled' }]);

    await payOrder(user, { orderId, cardId: visa.id, shown: TIDELINE.shown });
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid' });
    expect(await charges()).toHaveLength(1);
  });

  it.each([
    ['never arrived', 'reset_before', 200],
    ['arrived', 'reset_after', 400],
  ] as const)(
    'of a call that %s is fenced with its own key and nothing that confirms',
    async (_what, kind, status) => {
      await breakDown(kind, 100);
      const { orderId } = await buy(user, visa);
      await control.disarm();
      await control.forgetRequests();
      await reconcileAfter(CLICK_IS_OVER_MS);
      const isMaking = ({ method, path }: { method: string; path: string }) =>
        `${method} ${path}` === CREATE;
      const [fence, ...more] = (await control.requests()).filter(isMaking);
      const [attempt] = await attemptsOf(orderId);
      expect(more).toEqual([]);
      expect(fence).toMatchObject({ idempotencyKey: attempt?.key, status });
      expect(fence?.body).toContain(orderId);
      expect(fence?.body).not.toMatch(/confirm|payment_method=|return_url/);
    },
  );

  it('is left alone while its click is alive', async () => {
    await breakDown('reset_before', 100);
    const { orderId } = await buy(user, visa);
    await control.disarm();
    await reconcileAfter(30_000);
    expect(await attemptsOf(orderId)).toMatchObject([{ outcome: 'unknown' }]);
    expect(await shop.stripe.intentsOf(await stripeCustomerOf(user))).toEqual([]);
  });

  it('and that stays away is asked for again, and found later', async () => {
    await breakDown('reset_after', 100);
    const { orderId } = await buy(user, visa);
    await reconcileAfter(CLICK_IS_OVER_MS);
    expect(await attemptsOf(orderId)).toMatchObject([{ outcome: 'unknown' }]);
    await control.disarm();
    await reconcileAfter(GIVE_UP_AFTER_MS);
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid' });
    expect(await charges()).toHaveLength(1);
  });

  it('of a call that Stripe broke down under ends as not sent, in time', async () => {
    await breakDown('500', 100);
    const { orderId } = await buy(user, visa);
    await control.disarm();
    await reconcileAfter(GIVE_UP_AFTER_MS + 1000);
    expect(await attemptsOf(orderId)).toMatchObject([{ outcome: 'not_sent' }]);
    expect(await charges()).toEqual([]);
    await payOrder(user, { orderId, cardId: visa.id, shown: TIDELINE.shown });
    expect(await charges()).toHaveLength(1);
  });

  it('that turns up after another intent was made has that one canceled', async () => {
    await breakDown('reset_after', 100);
    const { orderId } = await buy(user, visa);
    await control.disarm();
    const [attempt] = await attemptsOf(orderId);
    if (!attempt) throw new Error('no attempt was written down');
    await closeUnsent(attempt, { endsIntent: true });
    const { clientSecret } = await startPayment(user, {
      subject: { orderId },
      shown: TIDELINE.shown,
      receiptEmail: user.email,
      saveCardConsent: null,
    });
    const [late] = await shop.stripe.events('payment_intent.succeeded');
    const body = JSON.stringify(late);
    await deliverWebhook(body, signatureOf(body));
    await sendDueCalls();
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid' });
    const second = shop.stripe.confirm('payment_intents', clientSecret, 'pm_card_visa');
    await expect(second).rejects.toThrow(/canceled/);
    expect(await charges()).toHaveLength(1);
  });

  it('to the making of an intent does not keep its order from being canceled', async () => {
    await breakDown('reset_before', 100);
    const purchaseId = randomUUID();
    await expect(typeCard(user, { purchaseId })).rejects.toMatchObject({ fault: 'unknown' });
    await control.disarm();
    const order = await findOrderByPurchase(database().read, user.id, purchaseId);
    await cancelOrder(user, { orderId: order?.id ?? '' });
    expect(await getOrder(order?.id ?? '')).toMatchObject({ paymentState: 'canceled' });
  });

  it('under which Stripe broke down keeps no order from being paid, or canceled', async () => {
    const goOn = {
      payOrder: (orderId: string) =>
        payOrder(user, { orderId, cardId: visa.id, shown: TIDELINE.shown }),
      cancelOrder: (orderId: string) => cancelOrder(user, { orderId }),
    };
    for (const act of Object.values(goOn)) {
      const purchaseId = randomUUID();
      await breakDown('500', 1);
      await expect(typeCard(user, { purchaseId })).rejects.toMatchObject({ fault: 'unknown' });
      const order = await findOrderByPurchase(database().read, user.id, purchaseId);
      await act(order?.id ?? '');
    }
    expect(await charges()).toHaveLength(1);
  });

  it.each([
    ['never arrived', 'reset_before', 'not_sent', 0],
    ['charged', 'reset_after', 'succeeded', 1],
  ] as const)(
    'of a call that %s is found out, though Stripe breaks down under the fence',
    async (_what, kind, outcome, charged) => {
      await breakDown(kind, 100);
      const { orderId } = await buy(user, visa);
      await control.disarm();
      await breakDown('500', 100);
      await reconcileAfter(CLICK_IS_OVER_MS);
      await control.disarm();
      await reconcileAfter(GIVE_UP_AFTER_MS);
      expect(await attemptsOf(orderId)).toMatchObject([{ outcome }]);
      expect(await charges()).toHaveLength(charged);
    },
  );

  it('is not taken for an intent of the order that was given up before', async () => {
    const { orderId } = await typeCard(user);
    await cancelLiveIntent(orderId);
    await breakDown('500', 100);
    await payOrder(user, { orderId, cardId: visa.id, shown: TIDELINE.shown });
    await control.disarm();
    await reconcileAfter(GIVE_UP_AFTER_MS + 1000);
    expect(await attemptsOf(orderId)).toMatchObject([{ outcome: 'not_sent' }]);
    expect(await charges()).toEqual([]);
  });

  it('ends as not sent though the answer to its fence’s cancel was lost, too', async () => {
    await breakDown('reset_before', 100);
    const { orderId } = await buy(user, visa);
    await control.disarm();
    const route = 'POST /v1/payment_intents/*/cancel';
    await control.arm({ route, kind: 'reset_after', times: 100 });
    await reconcileAfter(CLICK_IS_OVER_MS);
    expect(await attemptsOf(orderId)).toMatchObject([{ outcome: 'unknown' }]);
    await control.disarm();
    await reconcileAfter(CLICK_IS_OVER_MS);
    expect(await attemptsOf(orderId)).toMatchObject([{ outcome: 'not_sent' }]);
    expect(await charges()).toEqual([]);
  });

  it('to a second attempt is looked up on the intent that is known', async () => {
    const bad = await addCard(shop.stripe, user, 'pm_card_chargeCustomerFail');
    const { orderId } = await buy(user, bad);
    await control.arm({
      route: 'POST /v1/payment_intents/*/confirm',
      kind: 'reset_after',
      times: 100,
    });
    await payOrder(user, { orderId, cardId: visa.id, shown: TIDELINE.shown });
    expect(await attemptsOf(orderId)).toMatchObject([
      { outcome: 'declined' },
      { outcome: 'unknown' },
    ]);
    await control.disarm();
    await reconcileAfter(CLICK_IS_OVER_MS);
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid' });
    expect(await attemptsOf(orderId)).toMatchObject([{}, { outcome: 'succeeded' }]);
    expect(await charges()).toHaveLength(1);
  });

  it('to a second attempt that never arrived ends as not sent after five minutes', async () => {
    const bad = await addCard(shop.stripe, user, 'pm_card_chargeCustomerFail');
    const { orderId } = await buy(user, bad);
    await control.arm({
      route: 'POST /v1/payment_intents/*/confirm',
      kind: 'reset_before',
      times: 100,
    });
    await payOrder(user, { orderId, cardId: visa.id, shown: TIDELINE.shown });
    await control.disarm();
    await reconcileAfter(GIVE_UP_AFTER_MS + 1000);
    expect(await attemptsOf(orderId)).toMatchObject([
      { outcome: 'declined' },
      { outcome: 'not_sent' },
    ]);
    expect(await findLastIntent(database().read, orderId)).toMatchObject({ endedAt: null });
    await payOrder(user, { orderId, cardId: visa.id, shown: TIDELINE.shown });
    expect(await charges()).toHaveLength(1);
  });
});

describe('a server that crashed between writing an attempt down and sending it', () => {
  it('charges nobody when it is back', async () => {
    const customer = await linkStripeCustomer(user);
    const to = await addressOf(user);
    const { order } = await database().transaction(async (tx) => {
      const purchase = { ...TIDELINE, purchaseId: randomUUID(), receiptEmail: user.email, to };
      const placed = await placeOrder(tx, user, customer, purchase, Date.now());
      return beginAttempt(tx, user, customer, { order: placed, cardId: visa.id }, Date.now());
    });
    expect(await attemptsOf(order.id)).toMatchObject([{ outcome: 'sending' }]);
    await reconcileAfter(CLICK_IS_OVER_MS);
    await reconcileAfter(CLICK_IS_OVER_MS);
    expect(await getOrder(order.id)).toMatchObject({ paymentState: 'awaiting_payment' });
    expect(await attemptsOf(order.id)).toMatchObject([{ outcome: 'not_sent' }]);
    expect(await charges()).toEqual([]);
  });
});
