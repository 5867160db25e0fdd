import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { listAttention } from '@/db/queries/attention';
import type { Card } from '@/db/queries/cards';
import { listMailsOfOrder } from '@/db/queries/mails';
import type { User } from '@/db/queries/users';
import { database } from '../database';
import { cancelOrder } from '../orders/give-up-order';
import { payOrder } from '../orders/checkout/saved-card';
import { findMoneyBack } from '../orders/refund/read-refunds';
import { refundOrder } from '../orders/refund/refund-order';
import { findOrderView } from '../orders/view/read-orders';
import { syncIntent, syncOrder } from '../orders/sync/sync-order';
import { openFileShop } from '../testing/file-shop';
import { aPaidOrder, aStaffMember, moneyBackStory } from '../testing/paid-order';
import {
  addCard,
  aShopper,
  getOrder,
  intentIdOf,
  LAST_SHEETS,
  leaveCopies,
  TIDELINE,
} from '../testing/shopper';
import { anUnheardCharge } from '../testing/unheard-charge';

// What is sent again is held here, not how long it is waited before.
vi.mock('node:timers/promises', () => ({ setTimeout: () => Promise.resolve() }));

const { shop, control } = await openFileShop();

const owedOf = async (orderId: string) =>
  (await listAttention(database().read, orderId)).map(({ kind, cause, amount }) => ({
    kind,
    cause,
    amount,
  }));

const mailsOf = async (orderId: string) =>
  (await listMailsOfOrder(database().read, orderId)).map(({ kind, data }) => ({ kind, data }));

const owedToBuyer = async (userId: string, orderId: string) =>
  (await findOrderView(userId, orderId))?.owed.map(({ kind }) => kind);

describe('a refund that ends without giving anything back', () => {
  const refund = async (orderId: string, amount: number) =>
    refundOrder(await aStaffMember(), {
      orderId,
      requestId: randomUUID(),
      amount,
      reason: 'requested_by_customer',
    });

  it('after it was told as done is corrected by one mail, and stands for staff, once', async () => {
    const { orderId, intentId, buyer } = await aPaidOrder(shop.stripe, 'pm_card_refundFail');
    const { stripeRefundId } = await refund(orderId, 1200);
    expect(await owedOf(orderId)).toEqual([]);
    await control.advance(60);
    await Promise.all([syncIntent(intentId), syncIntent(intentId), syncIntent(intentId)]);
    expect(await owedOf(orderId)).toEqual([
      { kind: 'refund_failed', cause: stripeRefundId, amount: 1200 },
    ]);
    const [, told, corrected, ...more] = await mailsOf(orderId);
    const given = { amount: 1200, currency: 'eur' };
    expect(told).toMatchObject({ kind: 'refunded', data: { given } });
    expect(corrected).toMatchObject({
      kind: 'refund_failed',
      data: { given, refunded: { amount: 0 }, why: 'failed' },
    });
    expect(more).toEqual([]);
    expect(await owedToBuyer(buyer.id, orderId)).toEqual(['refund_failed']);
  });

  it('and made anew for the same sum is told anew, and owed anew where it fails again', async () => {
    const { orderId, intentId, buyer } = await aPaidOrder(shop.stripe, 'pm_card_refundFail');
    await refund(orderId, 1200);
    await control.advance(60);
    await syncIntent(intentId);
    const second = await refund(orderId, 1200);
    // It is on its way again: nothing more is promised of the first.
    expect(await owedToBuyer(buyer.id, orderId)).toEqual([]);
    await control.advance(60);
    await syncIntent(intentId);
    expect((await mailsOf(orderId)).map(({ kind }) => kind)).toEqual([
      'receipt',
      'refunded',
      'refund_failed',
      'refunded',
      'refund_failed',
    ]);
    expect(await owedOf(orderId)).toHaveLength(2);
    expect((await owedOf(orderId))[1]).toMatchObject({ cause: second.stripeRefundId });
  });

  it('before anybody heard that it began is owed, and there is nothing to correct', async () => {
    const { orderId, intentId } = await aPaidOrder(shop.stripe, 'pm_card_refundFail');
    await shop.stripe.post('refunds', { payment_intent: intentId, amount: 500 });
    await control.advance(60);
    await syncIntent(intentId);
    expect(await owedOf(orderId)).toMatchObject([{ kind: 'refund_failed', amount: 500 }]);
    expect((await mailsOf(orderId)).map(({ kind }) => kind)).toEqual(['receipt']);
  });

  it('because it was canceled while it was on its way is corrected, too', async () => {
    const { orderId, intentId } = await aPaidOrder(shop.stripe, 'pm_card_pendingRefund');
    const { stripeRefundId } = await refund(orderId, 1200);
    await control.cancelRefund(stripeRefundId ?? '');
    await syncIntent(intentId);
    expect(await owedOf(orderId)).toMatchObject([{ kind: 'refund_failed', cause: stripeRefundId }]);
    expect((await mailsOf(orderId)).at(-1)).toMatchObject({
      kind: 'refund_failed',
      data: { why: 'canceled' },
    });
  });
});

describe('a charge that was given up, and shows up', () => {
  let user: User;
  let card: Card;
  beforeEach(async () => {
    user = await aShopper();
    card = await addCard(shop.stripe, user, 'pm_card_visa');
  });

  it('after the order was canceled is owed, once, until it has gone back', async () => {
    const { orderId, stripeIntentId, tell } = await anUnheardCharge(shop, control, { user, card });
    await cancelOrder(user, { orderId });
    await tell();
    await syncOrder(orderId);
    expect(await owedOf(orderId)).toEqual([
      { kind: 'charged_after_cancel', cause: stripeIntentId, amount: 4800 },
    ]);
    expect(await owedToBuyer(user.id, orderId)).toEqual(['charged_after_cancel']);
    await shop.stripe.post('refunds', { payment_intent: stripeIntentId });
    await syncIntent(stripeIntentId);
    expect(await owedToBuyer(user.id, orderId)).toEqual([]);
    expect(await owedOf(orderId)).toHaveLength(1);
  });

  it('while the order still waited is owed to nobody', async () => {
    const { orderId, tell } = await anUnheardCharge(shop, control, { user, card });
    await tell();
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid' });
    expect(await owedOf(orderId)).toEqual([]);
  });

  it('and finds no copy left is owed for both reasons', async () => {
    await leaveCopies(1);
    const unheard = await anUnheardCharge(shop, control, { user, card }, LAST_SHEETS);
    const { orderId, stripeIntentId, tell } = unheard;
    await cancelOrder(user, { orderId });
    await leaveCopies(0);
    await tell();
    await syncOrder(orderId);
    const owed = { cause: stripeIntentId, amount: 9600 };
    const kinds = (await owedOf(orderId)).sort((a, b) => a.kind.localeCompare(b.kind));
    expect(kinds).toEqual([
      { kind: 'charged_after_cancel', ...owed },
      { kind: 'oversold', ...owed },
    ]);
  });

  it('after another one had paid is a second one: owed, and apart from the first in the books', async () => {
    const { orderId, stripeIntentId, tell } = await anUnheardCharge(shop, control, { user, card });
    await payOrder(user, { orderId, cardId: card.id, shown: TIDELINE.shown });
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid' });
    const payingId = await intentIdOf(orderId);
    expect(payingId).not.toBe(stripeIntentId);
    await tell();
    await Promise.all([syncIntent(stripeIntentId), syncIntent(payingId)]);
    expect(await owedOf(orderId)).toEqual([
      { kind: 'charged_twice', cause: stripeIntentId, amount: 4800 },
    ]);
    const view = await findOrderView(user.id, orderId);
    const told = view?.events.map(({ type }) => type) ?? [];
    expect(told.filter((type) => type === 'payment_succeeded')).toHaveLength(1);
    expect(told.filter((type) => type === 'charged_twice')).toHaveLength(1);
    expect((await mailsOf(orderId)).map(({ kind }) => kind)).toEqual(['receipt']);

    // A part of the first goes back, then all of the second: neither is taken for the other.
    await shop.stripe.post('refunds', { payment_intent: payingId, amount: 1000 });
    await syncIntent(payingId);
    await shop.stripe.post('refunds', { payment_intent: stripeIntentId });
    for (const heardLast of [stripeIntentId, payingId]) {
      await syncIntent(heardLast);
      const order = await getOrder(orderId);
      expect(order).toMatchObject({ paymentState: 'paid', refundedAmount: 1000 });
    }
    expect(await findMoneyBack(orderId)).toMatchObject({ refundable: { amount: 3800 } });
    expect(await moneyBackStory(orderId)).toEqual(['refunded', 'refunded']);
    expect(await owedToBuyer(user.id, orderId)).toEqual([]);
  });
});
