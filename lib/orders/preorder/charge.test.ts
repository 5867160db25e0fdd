import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { listMails } from '@/db/queries/mails';
import { changeOrder, findOrderById } from '@/db/queries/orders';
import { listOrderEvents } from '@/db/queries/order-events';
import { findCardById, type Card } from '@/db/queries/cards';
import type { User } from '@/db/queries/users';
import { aUser } from '@/db/testing/rows';
import { database } from '../../database';
import { savingWording } from '../../domain/consent';
import { MOST_CHARGES, TRY_AGAIN_AFTER_MS } from '../../domain/retry-after-decline';
import { payLink } from '../../mail/pay-link';
import { openFileShop } from '../../testing/file-shop';
import {
  addCard,
  aShopper,
  attemptsOf,
  changeCard,
  getOrder,
  intentIdOf,
  preorder,
  SALT_LEDGER,
  stripeCustomerOf,
} from '../../testing/shopper';
import { syncCard } from '../../wallet/sync-card';
import { removeCard } from '../../wallet/remove-card';
import { cancelOrder } from '../give-up-order';
import { chargeDueOrders } from './charge-due';
import { GIVE_UP_AFTER_MS } from '../../reconcile/steps/next-look';
import { checkOrder } from '../checkout/check-order';
import { payOrder } from '../checkout/saved-card';
import { readPayLink } from '../view/read-pay-link';
import { findOrderView } from '../view/read-orders';
import { lookAtUnanswered } from '../../reconcile/steps/unanswered-attempts';
import { chargeOrder, chargeOrders } from './charge-order';
import { startPayment } from '../checkout/typed-card';
import { syncOrder } from '../sync/sync-order';
import { warnOfExpiry } from './warn-of-expiry';

// What is sent again is held here, not how long it is waited before.
vi.mock('node:timers/promises', () => ({ setTimeout: () => Promise.resolve() }));

const { shop, control } = await openFileShop();
let staff: User;
let user: User;
let visa: Card;
beforeAll(async () => {
  staff = await aUser(database(), { role: 'staff' });
});
/** Nobody has more than two copies of an edition. */
async function somebodyElse(): Promise<void> {
  user = await aShopper();
  visa = await addCard(shop.stripe, user, 'pm_card_visa');
}
beforeEach(somebodyElse);
afterEach(async () => {
  await control.disarm();
  vi.useRealTimers();
});

const charges = async () => shop.stripe.chargesOf(await stripeCustomerOf(user));
const intents = async () => shop.stripe.intentsOf(await stripeCustomerOf(user));
const rejectsWith = (call: Promise<unknown>, code: string) =>
  expect(call).rejects.toMatchObject({ code });
const eventsOf = async (orderId: string) =>
  (await listOrderEvents(database().read, orderId)).map(({ type }) => type);
const asked = async (orderId: string) =>
  (await listMails(database().read, 1_000)).filter(
    (mail) => mail.orderId === orderId && mail.kind === 'action_needed',
  );
const scheduled = async (card: Card = visa): Promise<string> => {
  const { orderId, clientSecret } = await preorder(user, card);
  if (clientSecret) {
    await shop.stripe.answerChallenge(clientSecret.split('_secret_')[0] ?? '');
    await checkOrder(user, { orderId });
  }
  expect(await getOrder(orderId)).toMatchObject({ paymentState: 'scheduled' });
  return orderId;
};
/** Charges what is due when this order is. */
async function chargeWhenDue(orderId: string): Promise<number> {
  const { nextChargeAt } = await getOrder(orderId);
  if (nextChargeAt === null) throw new Error(`no charge of order ${orderId} is due`);
  vi.useFakeTimers({ toFake: ['Date'], now: nextChargeAt });
  await chargeDueOrders(nextChargeAt - 1);
  expect(await getOrder(orderId)).toMatchObject({ nextChargeAt });
  return chargeDueOrders(nextChargeAt);
}
/** Puts a charge off, whatever the rules say of it. */
const putOff = (orderId: string, nextChargeAt: number | null) =>
  database().transaction(async (tx) => {
    const order = await findOrderById(tx, orderId);
    if (order) await changeOrder(tx, order, { nextChargeAt }, Date.now());
  });
const declines = (decline: string, times = 1) =>
  control.declineNext(visa.stripePaymentMethodId, decline, times);

describe('charging at the desk', () => {
  it('pays off-session with the card that was agreed to; to be sent is another deed', async () => {
    const orderId = await scheduled();
    expect(await chargeOrder(staff, { orderId })).toEqual({ paymentState: 'paid' });
    const order = await getOrder(orderId);
    expect(order).toMatchObject({ paymentState: 'paid', sentAt: null });
    expect(await attemptsOf(orderId)).toMatchObject([
      {
        kind: 'create',
        isOffSession: true,
        outcome: 'succeeded',
        cardId: visa.id,
        parameters: {
          off_session: true,
          confirm: true,
          payment_method: visa.stripePaymentMethodId,
          allowed_payment_method_types: ['card'],
          amount: 9600,
          currency: 'eur',
          metadata: { order_id: orderId },
        },
      },
    ]);
    const [attempt] = await attemptsOf(orderId);
    expect(attempt?.parameters).not.toHaveProperty('use_stripe_sdk');
    expect(attempt?.parameters).not.toHaveProperty('return_url');
    expect(await charges()).toMatchObject([{ amount: 9600 }]);
    expect(await eventsOf(orderId)).toEqual([
      'order_placed',
      'payment_scheduled',
      'attempt_started',
      'payment_succeeded',
    ]);
  });

  it('charges once, though two of the staff and a schedule press at the same time', async () => {
    const orderId = await scheduled();
    const presses = await Promise.allSettled([
      ...Array.from({ length: 6 }, () => chargeOrder(staff, { orderId })),
      chargeDueOrders(Date.now()),
      chargeOrders(staff, { orderIds: [orderId, orderId] }),
    ]);
    for (const press of presses) {
      if (press.status === 'rejected') {
        expect(press.reason).toMatchObject({
          code: expect.stringMatching(/payment_in_progress|order_closed/) as string,
        });
      }
    }
    expect(await charges()).toHaveLength(1);
    expect(await intents()).toHaveLength(1);
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid' });
  });

  it('many, each by itself: one that cannot be charged keeps none of the others', async () => {
    const [a, b] = [await scheduled(), await scheduled()];
    await cancelOrder(user, { orderId: b });
    const c = await scheduled();
    const missing = '0199c2a0-0000-7000-8000-000000000000';
    const charged = await chargeOrders(staff, { orderIds: [a, b, c, missing, a] });
    expect(charged).toEqual([
      { orderId: a, ok: true, paymentState: 'paid' },
      { orderId: b, ok: false, code: 'order_closed' },
      { orderId: c, ok: true, paymentState: 'paid' },
      { orderId: missing, ok: false, code: 'not_found' },
    ]);
    expect(await charges()).toHaveLength(2);
  });

  it('is over for an order that is paid, given up, or was never agreed to', async () => {
    const paid = await scheduled();
    await chargeOrder(staff, { orderId: paid });
    await rejectsWith(chargeOrder(staff, { orderId: paid }), 'order_closed');
    const canceled = await scheduled();
    await cancelOrder(user, { orderId: canceled });
    await rejectsWith(chargeOrder(staff, { orderId: canceled }), 'order_closed');
    expect(await charges()).toHaveLength(1);
  });

  it('does not charge after the date that was agreed to', async () => {
    const orderId = await scheduled();
    vi.useFakeTimers({ toFake: ['Date'], now: ((await getOrder(orderId)).shipBy ?? 0) + 1 });
    await rejectsWith(chargeOrder(staff, { orderId }), 'too_late');
    expect(await charges()).toEqual([]);
  });

  it('and a cancel at the same moment: one of them wins', async () => {
    for (let round = 0; round < 5; round++) {
      await somebodyElse();
      const before = (await charges()).length;
      const orderId = await scheduled();
      await Promise.allSettled([
        cancelOrder(user, { orderId }),
        chargeOrder(staff, { orderId }),
        cancelOrder(user, { orderId }),
      ]);
      const { paymentState } = await getOrder(orderId);
      const made = (await charges()).length - before;
      expect([paymentState, made]).toEqual(paymentState === 'paid' ? ['paid', 1] : ['canceled', 0]);
    }
  });
});

describe('a bank that wants to hear from its customer', () => {
  it('asks them on the same payment, and they confirm it with one click', async () => {
    const careful = await addCard(shop.stripe, user, 'pm_card_authenticationRequired');
    const orderId = await scheduled(careful);
    expect(await chargeOrder(staff, { orderId })).toEqual({ paymentState: 'declined' });
    expect(await getOrder(orderId)).toMatchObject({ nextChargeAt: null, paidAt: null });
    expect(await asked(orderId)).toMatchObject([{ data: { needs: 'authentication' } }]);
    const intentId = await intentIdOf(orderId);
    expect((await findOrderView(user.id, orderId))?.declined).toMatchObject({
      reason: 'authentication_required',
    });

    const again = await payOrder(user, {
      orderId,
      cardId: careful.id,
      shown: SALT_LEDGER.price,
    });
    expect(again.clientSecret).toMatch(new RegExp(`^${intentId}_secret_`));
    await shop.stripe.answerChallenge(intentId);
    expect(await checkOrder(user, { orderId })).toEqual({ paymentState: 'paid' });
    expect(await intentIdOf(orderId)).toBe(intentId);
    expect(await intents()).toHaveLength(1);
    expect(await attemptsOf(orderId)).toMatchObject([
      { isOffSession: true, outcome: 'declined', failureCode: 'authentication_required' },
      { isOffSession: false, outcome: 'succeeded', kind: 'confirm' },
    ]);
    expect((await getOrder(orderId)).paidAt).not.toBeNull();
    expect(await charges()).toHaveLength(1);
  });

  it('reaches them by a link that is theirs alone, good once and for a while', async () => {
    const careful = await addCard(shop.stripe, user, 'pm_card_authenticationRequired');
    const orderId = await scheduled(careful);
    const linkAt = (at: number, id = user.id) => payLink(orderId, id, at).split('/pay/')[1] ?? '';
    const token = linkAt(Date.now() + 60_000);
    expect(await readPayLink(user, token)).toMatchObject({ state: 'used' });
    await chargeOrder(staff, { orderId });
    expect(await readPayLink(user, token)).toMatchObject({
      state: 'good',
      order: { id: orderId, preorder: { card: { id: careful.id, canBeCharged: true } } },
    });
    expect(await readPayLink(user, token, Date.now() + 61_000)).toMatchObject({
      state: 'expired',
      order: { id: orderId },
    });
    // Whoever else holds the link is told nothing, not even that there is such an order.
    const stranger = await aShopper();
    for (const each of [token, linkAt(Date.now() + 60_000, stranger.id), `${token}x`, 'x', '']) {
      expect(await readPayLink(stranger, each)).toEqual({ state: 'unknown' });
    }
    await payOrder(user, { orderId, cardId: visa.id, shown: SALT_LEDGER.price });
    expect(await readPayLink(user, token)).toMatchObject({
      state: 'used',
      order: { paymentState: 'paid' },
    });
  });

  it('is not asked again by us, whoever presses', async () => {
    const careful = await addCard(shop.stripe, user, 'pm_card_authenticationRequired');
    const orderId = await scheduled(careful);
    await chargeOrder(staff, { orderId });
    await rejectsWith(chargeOrder(staff, { orderId }), 'order_closed');
    await chargeDueOrders(Date.now() + 365 * 24 * 60 * 60_000);
    expect(await attemptsOf(orderId)).toHaveLength(1);
  });

  it('can be left for another card, which pays the same payment', async () => {
    const careful = await addCard(shop.stripe, user, 'pm_card_authenticationRequired');
    const orderId = await scheduled(careful);
    await chargeOrder(staff, { orderId });
    await payOrder(user, { orderId, cardId: visa.id, shown: SALT_LEDGER.price });
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid' });
    expect(await intents()).toHaveLength(1);
    expect(await charges()).toHaveLength(1);
  });
});

describe('a decline that may pass', () => {
  it('is tried again on the clock, and paid', async () => {
    const orderId = await scheduled();
    await declines('insufficient_funds', 2);
    const before = Date.now();
    expect(await chargeOrder(staff, { orderId })).toEqual({ paymentState: 'declined' });
    const { nextChargeAt } = await getOrder(orderId);
    expect(nextChargeAt).toBeGreaterThanOrEqual(before + TRY_AGAIN_AFTER_MS[0]);
    expect(await asked(orderId)).toEqual([]);
    expect((await findOrderView(user.id, orderId))?.nextChargeAt).toBe(nextChargeAt);

    expect(await chargeWhenDue(orderId)).toBe(1);
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'declined' });
    expect(await chargeWhenDue(orderId)).toBe(1);
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid', nextChargeAt: null });
    expect(await attemptsOf(orderId)).toMatchObject([
      { outcome: 'declined', kind: 'create', adviceCode: 'try_again_later' },
      { outcome: 'declined', kind: 'confirm' },
      { outcome: 'succeeded', kind: 'confirm', isOffSession: true },
    ]);
    expect(await eventsOf(orderId)).toEqual([
      'order_placed',
      'payment_scheduled',
      ...['attempt_started', 'payment_failed', 'charge_put_off'],
      ...['attempt_started', 'payment_failed', 'charge_put_off'],
      'attempt_started',
      'payment_succeeded',
    ]);
    expect(await charges()).toHaveLength(1);
    expect(await intents()).toHaveLength(1);
  });

  it('four times in a row is the end of it: another card is asked for', async () => {
    const orderId = await scheduled();
    await declines('insufficient_funds', MOST_CHARGES);
    await chargeOrder(staff, { orderId });
    for (let tries = 1; tries < MOST_CHARGES; tries++) await chargeWhenDue(orderId);
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'declined', nextChargeAt: null });
    expect(await asked(orderId)).toMatchObject([{ data: { needs: 'another_card' } }]);
    expect(await attemptsOf(orderId)).toHaveLength(MOST_CHARGES);
    // None of that was a try of the buyer's: they are not held up when they come with a card.
    const other = await addCard(shop.stripe, user, 'pm_card_mastercard');
    await payOrder(user, { orderId, cardId: other.id, shown: SALT_LEDGER.price });
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid' });
  });

  it('charges once, though two servers find it due', async () => {
    const orderId = await scheduled();
    await declines('insufficient_funds');
    await chargeOrder(staff, { orderId });
    const { nextChargeAt } = await getOrder(orderId);
    await Promise.all(Array.from({ length: 5 }, () => chargeDueOrders(nextChargeAt ?? 0)));
    expect(await attemptsOf(orderId)).toHaveLength(2);
    expect(await charges()).toHaveLength(1);
  });

  it('is not tried again once its buyer has taken it in hand, or given it up', async () => {
    const [typed, gone] = [await scheduled(), await scheduled()];
    await declines('insufficient_funds', 2);
    await chargeOrders(staff, { orderIds: [typed, gone] });
    await startPayment(user, {
      subject: { orderId: typed },
      shown: SALT_LEDGER.price,
      receiptEmail: user.email,
      saveCardConsent: null,
    });
    await cancelOrder(user, { orderId: gone });
    await chargeDueOrders(Date.now() + 40 * 24 * 60 * 60_000);
    expect(await attemptsOf(typed)).toHaveLength(1);
    expect(await getOrder(gone)).toMatchObject({ paymentState: 'canceled', nextChargeAt: null });
    expect(await charges()).toEqual([]);
  });

  it('does not run past the date that was agreed to', async () => {
    const orderId = await scheduled();
    await declines('insufficient_funds');
    const { shipBy } = await getOrder(orderId);
    vi.useFakeTimers({ toFake: ['Date'], now: (shipBy ?? 0) - 60_000 });
    await chargeOrder(staff, { orderId });
    vi.useRealTimers();
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'declined', nextChargeAt: null });
    expect(await asked(orderId)).toMatchObject([{ data: { needs: 'another_card' } }]);
  });

  it('takes off again what would have saved a card that was typed meanwhile', async () => {
    const orderId = await scheduled();
    await declines('insufficient_funds');
    await chargeOrder(staff, { orderId });
    const { nextChargeAt } = await getOrder(orderId);
    await startPayment(user, {
      subject: { orderId },
      shown: SALT_LEDGER.price,
      receiptEmail: user.email,
      saveCardConsent: savingWording('save_card_while_paying', 'off_session').version,
    });
    const intentId = await intentIdOf(orderId);
    expect(await shop.stripe.intent(intentId)).toMatchObject({
      setup_future_usage: 'off_session',
    });
    // As if the form had been opened before the charge was put off: it is due all the same.
    await putOff(orderId, nextChargeAt);
    await chargeWhenDue(orderId);
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid' });
  });
});

describe('a decline that forbids another try', () => {
  it.each([
    ['lost_card', 'do_not_try_again'],
    ['expired_card', 'confirm_card_data'],
    ['fraudulent', null],
  ])(
    '%s (%s): another card is asked for, this one is never charged again',
    async (code, advice) => {
      const orderId = await scheduled();
      await declines(code);
      await chargeOrder(staff, { orderId });
      expect(await attemptsOf(orderId)).toMatchObject([
        { outcome: 'declined', declineCode: code, adviceCode: advice },
      ]);
      expect(await getOrder(orderId)).toMatchObject({
        paymentState: 'declined',
        nextChargeAt: null,
      });
      expect(await asked(orderId)).toMatchObject([{ data: { needs: 'another_card' } }]);
      await chargeDueOrders(Date.now() + 40 * 24 * 60 * 60_000);
      await rejectsWith(chargeOrder(staff, { orderId }), 'order_closed');
      // Should a bug or a hand put it on the schedule, the rule holds at the charge itself.
      await putOff(orderId, Date.now());
      await chargeDueOrders(Date.now());
      expect(await attemptsOf(orderId)).toHaveLength(1);
      expect(await getOrder(orderId)).toMatchObject({ nextChargeAt: null });

      const other = await addCard(shop.stripe, user, 'pm_card_mastercard');
      await payOrder(user, { orderId, cardId: other.id, shown: SALT_LEDGER.price });
      expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid' });
      expect(await charges()).toHaveLength(1);
    },
  );
});

describe('an answer to a charge that was lost', () => {
  const CREATE = 'POST /v1/payment_intents';
  async function reconcileAfter(ms: number): Promise<void> {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + ms });
    await lookAtUnanswered(Date.now(), 'command');
    vi.useRealTimers();
  }

  it('is sent again with the same key, and charges once', async () => {
    for (const kind of ['reset_after', 'cut', '429'] as const) {
      await somebodyElse();
      const before = (await charges()).length;
      const orderId = await scheduled();
      await control.arm({ route: CREATE, kind, times: 1 });
      await chargeOrder(staff, { orderId });
      expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid' });
      expect(await charges()).toHaveLength(before + 1);
    }
  });

  it('is found by the reconciler: the charge counts, and is the only one', async () => {
    const orderId = await scheduled();
    await control.arm({ route: CREATE, kind: 'reset_after', times: 20 });
    expect(await chargeOrder(staff, { orderId })).toEqual({ paymentState: 'scheduled' });
    await control.disarm();
    expect(await attemptsOf(orderId)).toMatchObject([{ outcome: 'unknown' }]);
    await rejectsWith(chargeOrder(staff, { orderId }), 'payment_in_progress');
    await rejectsWith(cancelOrder(user, { orderId }), 'payment_in_progress');
    await reconcileAfter(2 * 60_000);
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid' });
    expect(await charges()).toHaveLength(1);
  });

  it('of a call that never arrived is fenced, and the charge is sent anew by the schedule', async () => {
    const orderId = await scheduled();
    await control.arm({ route: CREATE, kind: 'reset_before', times: 20 });
    await chargeOrder(staff, { orderId });
    await control.disarm();
    await reconcileAfter(2 * 60_000);
    const order = await getOrder(orderId);
    expect(order).toMatchObject({ paymentState: 'scheduled' });
    expect(order.nextChargeAt).not.toBeNull();
    expect(await chargeWhenDue(orderId)).toBe(1);
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid' });
    expect(await attemptsOf(orderId)).toMatchObject([
      { outcome: 'not_sent' },
      { outcome: 'succeeded', isOffSession: true },
    ]);
    expect(await charges()).toHaveLength(1);
  });

  it('to a charge on a known intent is looked up there', async () => {
    const orderId = await scheduled();
    await declines('insufficient_funds');
    await chargeOrder(staff, { orderId });
    const { nextChargeAt } = await getOrder(orderId);
    await control.arm({
      route: 'POST /v1/payment_intents/*/confirm',
      kind: 'reset_before',
      times: 20,
    });
    await chargeDueOrders(nextChargeAt ?? 0);
    await control.disarm();
    expect(await attemptsOf(orderId)).toMatchObject([{}, { outcome: 'unknown' }]);
    const started = (await attemptsOf(orderId))[1]?.startedAt ?? 0;
    await reconcileAfter(started - Date.now() + GIVE_UP_AFTER_MS + 60_000);
    expect(await attemptsOf(orderId)).toMatchObject([{}, { outcome: 'not_sent' }]);
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'scheduled' });
    await chargeWhenDue(orderId);
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid' });
    expect(await charges()).toHaveLength(1);
  });
});

describe('a card that a pre-order needs', () => {
  it('is not removed behind its back', async () => {
    const orderId = await scheduled();
    const { reference } = await getOrder(orderId);
    await expect(removeCard(user, { cardId: visa.id })).rejects.toMatchObject({
      code: 'card_needed',
      detail: { order: { id: orderId, reference } },
    });
    const other = await addCard(shop.stripe, user, 'pm_card_mastercard');
    await changeCard(user, orderId, other);
    await removeCard(user, { cardId: visa.id });
  });

  it('that is saved again hands its orders to the newer copy', async () => {
    const orderId = await scheduled();
    const copy = await addCard(shop.stripe, user, 'pm_card_visa');
    expect(copy.id).not.toBe(visa.id);
    expect(await getOrder(orderId)).toMatchObject({ scheduledCardId: copy.id });
    await chargeOrder(staff, { orderId });
    expect(await attemptsOf(orderId)).toMatchObject([{ cardId: copy.id, outcome: 'succeeded' }]);
  });

  it('that is taken off in the Dashboard leaves the order waiting, and its buyer is asked', async () => {
    const orderId = await scheduled();
    await shop.stripe.post(`payment_methods/${visa.stripePaymentMethodId}/detach`);
    await syncCard(visa.stripePaymentMethodId);
    await syncCard(visa.stripePaymentMethodId);
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'scheduled' });
    expect(await asked(orderId)).toMatchObject([{ data: { needs: 'card_gone' } }]);
    await rejectsWith(chargeOrder(staff, { orderId }), 'card_not_ready');
    expect(await asked(orderId)).toHaveLength(1);
    const other = await addCard(shop.stripe, user, 'pm_card_mastercard');
    await changeCard(user, orderId, other);
    await chargeOrder(staff, { orderId });
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid' });
  });

  it('that was taken off unheard is found out at the charge', async () => {
    const orderId = await scheduled();
    await shop.stripe.post(`payment_methods/${visa.stripePaymentMethodId}/detach`);
    expect(await chargeOrder(staff, { orderId })).toEqual({ paymentState: 'scheduled' });
    expect(await findCardById(database().read, visa.id)).toMatchObject({ state: 'detached' });
    expect(await getOrder(orderId)).toMatchObject({ nextChargeAt: null });
    expect(await asked(orderId)).toMatchObject([{ data: { needs: 'card_gone' } }]);
  });

  it('that went with its deleted Customer is asked for, and a new one takes its place', async () => {
    const orderId = await scheduled();
    const customer = await stripeCustomerOf(user);
    await shop.stripe.delete(`customers/${customer}`);
    expect(await chargeOrder(staff, { orderId })).toEqual({ paymentState: 'scheduled' });
    expect(await asked(orderId)).toMatchObject([{ data: { needs: 'card_gone' } }]);
    const other = await addCard(shop.stripe, user, 'pm_card_mastercard');
    await changeCard(user, orderId, other);
    expect(await getOrder(orderId)).toMatchObject({
      paymentState: 'scheduled',
      customerId: other.customerId,
      scheduledCardId: other.id,
    });
    expect(await chargeOrder(staff, { orderId })).toEqual({ paymentState: 'paid' });
  });

  it('that expires before it is sent is told of once', async () => {
    const orderId = await scheduled();
    await scheduled();
    const now = new Date();
    await control.updateCard(visa.stripePaymentMethodId, {
      exp_month: now.getUTCMonth() + 1,
      exp_year: now.getUTCFullYear(),
    });
    await syncCard(visa.stripePaymentMethodId);
    expect(await warnOfExpiry(Date.now())).toBe(2);
    expect(await warnOfExpiry(Date.now())).toBe(0);
    const mails = (await listMails(database().read, 1_000)).filter(
      (mail) => mail.orderId === orderId && mail.kind === 'card_expires_soon',
    );
    expect(mails).toMatchObject([{ data: { card: { brand: 'visa', last4: '4242' } } }]);
  });
});

it('a charge that shows up by itself is seen', async () => {
  const orderId = await scheduled();
  await declines('insufficient_funds');
  await chargeOrder(staff, { orderId });
  await shop.stripe.post(`payment_intents/${await intentIdOf(orderId)}/confirm`, {
    payment_method: visa.stripePaymentMethodId,
  });
  await syncOrder(orderId);
  expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid', nextChargeAt: null });
  expect((await getOrder(orderId)).paidAt).not.toBeNull();
});
