import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Card } from '@/db/queries/cards';
import { findConsent } from '@/db/queries/consents';
import { listMails } from '@/db/queries/mails';
import { listOrderEvents } from '@/db/queries/order-events';
import { findOrderByPurchase } from '@/db/queries/orders';
import { listStaffActionsOfOrder } from '@/db/queries/staff-actions';
import type { User } from '@/db/queries/users';
import { database } from '../database';
import type { CancelReason } from '../domain/cancel-reason';
import { chargeOrder } from '../orders/preorder/charge-order';
import { checkOrder } from '../orders/checkout/check-order';
import { payOrder } from '../orders/checkout/saved-card';
import { aStaffMember } from '../testing/paid-order';
import { openFileShop } from '../testing/file-shop';
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
  TIDELINE,
  typeCard,
  typePreorderCard,
} from '../testing/shopper';
import { cancelOrder } from './cancel-order';

// What is sent again is held here, not how long it is waited before.
vi.mock('node:timers/promises', () => ({ setTimeout: () => Promise.resolve() }));

const { shop, control } = await openFileShop();
let staff: User;
let user: User;
let visa: Card;
beforeEach(async () => {
  staff = await aStaffMember();
  user = await aShopper();
  visa = await addCard(shop.stripe, user, 'pm_card_visa');
  await leaveCopies(5);
});
afterEach(() => control.disarm());

const CREATE = 'POST /v1/payment_intents';
const CANCEL = 'POST /v1/payment_intents/*/cancel';
const LOOK = 'GET /v1/payment_intents/*';
const cancel = (orderId: string, reason: CancelReason = 'too_many_copies', by = staff) =>
  cancelOrder(by, { orderId, reason });
const rejectsWith = (call: Promise<unknown>, code: string) =>
  expect(call).rejects.toMatchObject({ code });
const deeds = async (orderId: string) =>
  (await listStaffActionsOfOrder(database().read, orderId)).filter(
    ({ action }) => action === 'cancel_order',
  );
const mails = async (orderId: string) =>
  (await listMails(database().read, 1_000)).filter(
    (mail) => mail.orderId === orderId && mail.kind === 'order_canceled',
  );
const charges = async () => shop.stripe.chargesOf(await stripeCustomerOf(user));
const live = async () =>
  (await shop.stripe.intentsOf(await stripeCustomerOf(user))).filter(
    ({ status }) => status !== 'canceled' && status !== 'succeeded',
  );
const cardOf = (paymentMethod: string) => addCard(shop.stripe, user, paymentMethod);

const ways: [string, () => Promise<string>][] = [
  ['awaits its payment', async () => (await typeCard(user, { print: LAST_SHEETS })).orderId],
  [
    'was declined',
    async () =>
      (await buy(user, await cardOf('pm_card_chargeCustomerFail'), randomUUID(), LAST_SHEETS))
        .orderId,
  ],
  [
    'waits for its buyer’s bank',
    async () =>
      (await buy(user, await cardOf('pm_card_authenticationRequired'), randomUUID(), LAST_SHEETS))
        .orderId,
  ],
];
const preorders: [string, () => Promise<string>][] = [
  ['is pre-ordered', async () => (await preorder(user, visa)).orderId],
  ['waits for a card', async () => (await typePreorderCard(user)).orderId],
  [
    'was declined when it was charged',
    async () => {
      const { orderId } = await preorder(user, await cardOf('pm_card_authenticationRequired'));
      await shop.stripe.answerChallenge(await setupOf(orderId));
      await checkOrder(user, { orderId });
      await chargeOrder(staff, { orderId });
      return orderId;
    },
  ],
  [
    'is tried again by itself',
    async () => {
      const { orderId } = await preorder(user, visa);
      await control.declineNext(visa.stripePaymentMethodId, 'insufficient_funds');
      await chargeOrder(staff, { orderId });
      return orderId;
    },
  ],
];
async function setupOf(orderId: string): Promise<string> {
  const { read } = database();
  const setups = await read.select().from(read.tables.cardSetups);
  return setups.find((setup) => setup.orderId === orderId)?.stripeSetupIntentId ?? '';
}

describe.each([
  ['limited edition', LAST_SHEETS.productSlug, ways],
  ['pre-order', SALT_LEDGER.productSlug, preorders],
] as const)('the desk cancels a %s', (_print, slug, orders) => {
  it.each(orders)('that %s', async (_state, place) => {
    const before = await copiesLeft(slug);
    const orderId = await place();
    expect(await cancel(orderId)).toEqual({ wasAsked: false });
    expect(await getOrder(orderId)).toMatchObject({
      paymentState: 'canceled',
      holdsStock: false,
      nextChargeAt: null,
    });
    expect(await copiesLeft(slug)).toBe(before);
    expect(await live()).toEqual([]);
    expect(await charges()).toEqual([]);
    expect(await findConsent(database().read, { orderId, kind: 'charge_later' })).toBeNull();
    expect(await deeds(orderId)).toMatchObject([
      { staffId: staff.id, data: { reason: 'too_many_copies' } },
    ]);
    expect(await mails(orderId)).toMatchObject([
      { recipient: user.email, data: { reason: 'too_many_copies' } },
    ]);
    const [last] = (await listOrderEvents(database().read, orderId)).slice(-1);
    // The reason is for the mail's words, and for staff.
    expect(last).toMatchObject({ type: 'order_canceled', data: { by: 'shop' } });
  });
});

describe('an order that is canceled', () => {
  it('is so once, whoever presses how often, and its buyer is told once', async () => {
    const { orderId } = await typeCard(user, { print: LAST_SHEETS });
    const before = await copiesLeft();
    await Promise.allSettled(Array.from({ length: 5 }, () => cancel(orderId)));
    // The same again, as after a lost answer.
    expect(await cancel(orderId)).toEqual({ wasAsked: false });
    await rejectsWith(cancel(orderId, 'not_paid'), 'order_closed');
    await rejectsWith(cancel(orderId, 'too_many_copies', await aStaffMember()), 'order_closed');
    expect(await copiesLeft()).toBe(before + 1);
    expect(await mails(orderId)).toHaveLength(1);
  });

  it('charges nobody afterwards', async () => {
    const { orderId, clientSecret } = await typeCard(user);
    await cancel(orderId);
    const late = shop.stripe.confirm('payment_intents', clientSecret, 'pm_card_visa');
    await expect(late).rejects.toThrow(/canceled/);
    const paying = payOrder(user, { orderId, cardId: visa.id, shown: TIDELINE.shown });
    await rejectsWith(paying, 'order_closed');
    expect(await charges()).toEqual([]);
  });

  it('goes back to the desk where Stripe was away: its deed is written, and it is pressed again', async () => {
    const { orderId } = await typeCard(user);
    await control.arm({ route: CANCEL, kind: 'reset_before', times: 10 });
    await expect(cancel(orderId)).rejects.toMatchObject({ fault: 'unknown' });
    await control.disarm();
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'awaiting_payment' });
    // The key was on disk, with who did it, before anything was sent.
    expect(await deeds(orderId)).toHaveLength(1);
    expect(await mails(orderId)).toEqual([]);
    await cancel(orderId);
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'canceled' });
    expect(await mails(orderId)).toHaveLength(1);
  });
});

describe('an order that is paid', () => {
  it('is refunded instead', async () => {
    const { orderId } = await buy(user, visa);
    await rejectsWith(cancel(orderId), 'refund_instead');
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid' });
    expect(await deeds(orderId)).toEqual([]);
    expect(await mails(orderId)).toEqual([]);
  });

  it('though nobody had heard of it, is found out, and not told as canceled', async () => {
    const { orderId, clientSecret } = await typeCard(user);
    await shop.stripe.confirm('payment_intents', clientSecret, 'pm_card_visa');
    await rejectsWith(cancel(orderId), 'refund_instead');
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid' });
    expect(await mails(orderId)).toEqual([]);
  });
});

describe('a payment that Stripe has not answered', () => {
  const unanswered = async (kind: 'reset_after' | 'reset_before', card = visa) => {
    const purchaseId = randomUUID();
    await control.arm({ route: CREATE, kind, times: 10 });
    await buy(user, card, purchaseId, LAST_SHEETS);
    await control.disarm();
    const order = await findOrderByPurchase(database().read, user.id, purchaseId);
    if (!order) throw new Error('no order was placed');
    return order.id;
  };

  it('is asked about, and was paid', async () => {
    const orderId = await unanswered('reset_after');
    await rejectsWith(cancel(orderId), 'refund_instead');
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid' });
    expect(await charges()).toHaveLength(1);
  });

  it('is asked about, was declined, and the order is canceled', async () => {
    const orderId = await unanswered('reset_after', await cardOf('pm_card_chargeCustomerFail'));
    expect(await cancel(orderId)).toEqual({ wasAsked: true });
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'canceled', holdsStock: false });
    expect(await live()).toEqual([]);
  });

  it('and that Stripe has no word on leaves the order as it is', async () => {
    const orderId = await unanswered('reset_before');
    const before = await copiesLeft();
    await rejectsWith(cancel(orderId), 'payment_in_progress');
    expect(await getOrder(orderId)).toMatchObject({
      paymentState: 'awaiting_payment',
      holdsStock: true,
    });
    expect(await copiesLeft()).toBe(before);
    expect(await deeds(orderId)).toEqual([]);
  });

  it('while Stripe cannot be asked leaves the order as it is', async () => {
    const orderId = await unanswered('reset_after');
    await control.arm({ route: LOOK, kind: 'reset_before', times: 10 });
    await control.arm({ route: 'GET /v1/payment_intents', kind: 'reset_before', times: 10 });
    await expect(cancel(orderId)).rejects.toMatchObject({ fault: 'unknown' });
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'awaiting_payment' });
    expect(await deeds(orderId)).toEqual([]);
  });
});

it('is for staff only, as about what is not there', async () => {
  const { orderId } = await typeCard(user);
  await rejectsWith(cancel(orderId, 'not_paid', user), 'not_found');
  await rejectsWith(cancel(randomUUID()), 'not_found');
  expect(await getOrder(orderId)).toMatchObject({ paymentState: 'awaiting_payment' });
});
