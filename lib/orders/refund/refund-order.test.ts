import { randomUUID } from 'node:crypto';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { User } from '@/db/queries/users';
import type { RefundReason } from '../../domain/refund';
import {
  aPaidOrder,
  aStaffMember,
  moneyBackStory,
  refundsAtStripe,
  refundsOf,
} from '../../testing/paid-order';
import { openFileShop } from '../../testing/file-shop';
import { aShopper, getOrder, intentIdOf, typeCard } from '../../testing/shopper';
import { findMoneyBack } from './read-refunds';
import { findOrderView } from '../view/read-orders';
import { refundOrder, refundOrderInput } from './refund-order';

// What is sent again is held here, not how long it is waited before.
vi.mock('node:timers/promises', () => ({ setTimeout: () => Promise.resolve() }));

const { shop, control } = await openFileShop();
let staff: User;
beforeAll(async () => {
  staff = await aStaffMember();
});
afterEach(() => control.disarm());

type Given = { requestId?: string; amount?: number | null; reason?: RefundReason };

const refund = (orderId: string, given: Given = {}, by = staff) =>
  refundOrder(by, {
    orderId,
    requestId: randomUUID(),
    amount: null,
    reason: 'requested_by_customer',
    ...given,
  });

const sumAtStripe = async (intentId: string) =>
  (await refundsAtStripe(shop.stripe, intentId)).reduce((sum, { amount }) => sum + amount, 0);

describe('a refund', () => {
  it('gives back all that was paid', async () => {
    const { orderId, intentId, buyer } = await aPaidOrder(shop.stripe);
    const given = await refund(orderId);
    expect(given).toMatchObject({
      status: 'succeeded',
      total: { amount: 4800, currency: 'eur' },
      reason: 'requested_by_customer',
      staffId: staff.id,
    });
    expect(await refundsAtStripe(shop.stripe, intentId)).toMatchObject([
      {
        id: given.stripeRefundId,
        amount: 4800,
        reason: 'requested_by_customer',
        metadata: { order_id: orderId, refund_id: given.id },
      },
    ]);
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid', refundedAmount: 4800 });
    expect(await moneyBackStory(orderId)).toEqual(['refund_started', 'refunded']);
    expect(await findOrderView(buyer.id, orderId)).toMatchObject({
      label: 'refunded',
      refunds: [{ id: given.id, status: 'succeeded', total: { amount: 4800, currency: 'eur' } }],
      disputes: [],
    });
  });

  it('of a part, then of the rest, and then of nothing more', async () => {
    const { orderId, intentId } = await aPaidOrder(shop.stripe);
    await refund(orderId, { amount: 1000 });
    expect(await findMoneyBack(orderId)).toMatchObject({ refundable: { amount: 3800 } });
    await expect(refund(orderId, { amount: 3801 })).rejects.toMatchObject({
      code: 'refund_too_large',
    });
    expect(await refund(orderId)).toMatchObject({ total: { amount: 3800 } });
    await expect(refund(orderId)).rejects.toMatchObject({ code: 'not_refundable' });
    await expect(refund(orderId, { amount: 1 })).rejects.toMatchObject({ code: 'not_refundable' });
    expect(await refundsAtStripe(shop.stripe, intentId)).toMatchObject([
      { amount: 1000 },
      { amount: 3800 },
    ]);
    expect(await refundsOf(orderId)).toHaveLength(2);
  });

  it('without a reason gives Stripe none', async () => {
    const { orderId, intentId } = await aPaidOrder(shop.stripe);
    expect(await refund(orderId, { reason: 'unstated' })).toMatchObject({ reason: 'unstated' });
    expect(await refundsAtStripe(shop.stripe, intentId)).toMatchObject([{ reason: null }]);
  });

  it('that is on its way counts, and is told once as such', async () => {
    const { orderId } = await aPaidOrder(shop.stripe, 'pm_card_pendingRefund');
    expect(await refund(orderId, { amount: 1000 })).toMatchObject({ status: 'pending' });
    expect(await findMoneyBack(orderId)).toMatchObject({ refundable: { amount: 3800 } });
    expect(await moneyBackStory(orderId)).toEqual(['refund_started', 'refund_pending']);
  });

  it.each([
    ['half-moon-press', { amount: 7200, currency: 'jpy' }, 1, 7199],
    ['overprint-in-three', { amount: 5200, currency: 'usd' }, 1, 5199],
    ['dune-study', { amount: 14_500, currency: 'kwd' }, 10, 14_490],
  ] as const)('of %s may be as small as cards carry', async (productSlug, shown, least, rest) => {
    const { orderId, intentId } = await aPaidOrder(shop.stripe, 'pm_card_visa', {
      productSlug,
      shown,
    });
    await refund(orderId, { amount: least });
    expect(await refund(orderId)).toMatchObject({ total: { amount: rest } });
    expect(await sumAtStripe(intentId)).toBe(shown.amount);
    expect(await getOrder(orderId)).toMatchObject({ refundedAmount: shown.amount });
  });

  it('of KWD ends in 0', async () => {
    const { orderId } = await aPaidOrder(shop.stripe, 'pm_card_visa', {
      productSlug: 'dune-study',
      shown: { amount: 14_500, currency: 'kwd' },
    });
    await expect(refund(orderId, { amount: 1001 })).rejects.toMatchObject({
      code: 'invalid_input',
      detail: { fields: { amount: ['amount_wrong_last_digit'] } },
    });
    expect(await refundsOf(orderId)).toEqual([]);
  });
});

describe('a request', () => {
  it('that comes again is the same refund', async () => {
    const { orderId, intentId } = await aPaidOrder(shop.stripe);
    const requestId = randomUUID();
    const first = await refund(orderId, { requestId, amount: 1000 });
    expect(await refund(orderId, { requestId, amount: 1000 })).toEqual(first);
    const rest = randomUUID();
    const second = await refund(orderId, { requestId: rest });
    expect(await refund(orderId, { requestId: rest })).toEqual(second);
    expect(await refundsAtStripe(shop.stripe, intentId)).toHaveLength(2);
  });

  it('that comes five times at once is one refund', async () => {
    const { orderId, intentId } = await aPaidOrder(shop.stripe);
    const requestId = randomUUID();
    const all = Array.from({ length: 5 }, () => refund(orderId, { requestId, amount: 1000 }));
    const ids = (await Promise.all(all)).map(({ id }) => id);
    expect(new Set(ids).size).toBe(1);
    expect(await sumAtStripe(intentId)).toBe(1000);
  });

  it.each<[string, Given]>([
    ['another amount', { amount: 1001 }],
    ['the rest', { amount: null }],
    ['another reason', { reason: 'fraudulent' }],
  ])('with other contents is refused: %s', async (_what, other) => {
    const { orderId, intentId } = await aPaidOrder(shop.stripe);
    const requestId = randomUUID();
    await refund(orderId, { requestId, amount: 1000 });
    const again = refund(orderId, { requestId, amount: 1000, ...other });
    await expect(again).rejects.toMatchObject({ code: 'refund_mismatch' });
    expect(await sumAtStripe(intentId)).toBe(1000);
  });

  it('for another order is refused', async () => {
    const [one, other] = [await aPaidOrder(shop.stripe), await aPaidOrder(shop.stripe)];
    const requestId = randomUUID();
    await refund(one.orderId, { requestId, amount: 1000 });
    const again = refund(other.orderId, { requestId, amount: 1000 });
    await expect(again).rejects.toMatchObject({ code: 'refund_mismatch' });
    expect(await refundsAtStripe(shop.stripe, other.intentId)).toEqual([]);
  });

  it('by a buyer finds nothing, even of their own', async () => {
    const { buyer, orderId, intentId } = await aPaidOrder(shop.stripe);
    for (const by of [buyer, await aShopper()]) {
      await expect(refund(orderId, {}, by)).rejects.toMatchObject({ code: 'not_found' });
    }
    expect(await refundsAtStripe(shop.stripe, intentId)).toEqual([]);
  });

  it('for an order that is not there finds nothing', () =>
    expect(refund(randomUUID())).rejects.toMatchObject({ code: 'not_found' }));

  it('for an order that is not paid is refused', async () => {
    const { orderId } = await typeCard(await aShopper());
    await expect(refund(orderId)).rejects.toMatchObject({ code: 'not_refundable' });
    expect(await findMoneyBack(orderId)).toMatchObject({ refundable: { amount: 0 }, refunds: [] });
    expect(await shop.stripe.intent(await intentIdOf(orderId))).toMatchObject({
      status: 'requires_payment_method',
    });
  });

  it.each([
    { amount: 0 },
    { amount: -1 },
    { amount: 1.5 },
    { amount: '1000' },
    { amount: undefined },
    { reason: 'because' },
    { requestId: 'form' },
    { orderId: 'order' },
  ])('with junk is not read: %j', (junk) => {
    const fine = {
      orderId: randomUUID(),
      requestId: randomUUID(),
      amount: null,
      reason: 'unstated',
    };
    expect(refundOrderInput.safeParse(fine).success).toBe(true);
    expect(refundOrderInput.safeParse({ ...fine, ...junk }).success).toBe(false);
  });
});

describe('many at once', () => {
  it('of the same amount are as many refunds as there are requests', async () => {
    const { orderId, intentId } = await aPaidOrder(shop.stripe);
    const both = await Promise.all([
      refund(orderId, { amount: 1000 }),
      refund(orderId, { amount: 1000 }, await aStaffMember()),
    ]);
    expect(new Set(both.map(({ stripeRefundId }) => stripeRefundId)).size).toBe(2);
    expect(both).toMatchObject([{ status: 'succeeded' }, { status: 'succeeded' }]);
    expect(await sumAtStripe(intentId)).toBe(2000);
    expect(await refundsOf(orderId)).toHaveLength(2);
  });

  it('never give back more than was paid', async () => {
    const { orderId, intentId } = await aPaidOrder(shop.stripe);
    const ten = Array.from({ length: 10 }, () => refund(orderId, { amount: 1000 }));
    const ended = await Promise.allSettled(ten);
    expect(ended.filter(({ status }) => status === 'fulfilled')).toHaveLength(4);
    for (const each of ended) {
      if (each.status === 'rejected') {
        expect(each.reason).toMatchObject({ code: 'refund_too_large' });
      }
    }
    expect(await sumAtStripe(intentId)).toBe(4000);
    expect(await getOrder(orderId)).toMatchObject({ refundedAmount: 4000 });
    const told = (await moneyBackStory(orderId)).filter((type) => type === 'refunded');
    expect(told).toHaveLength(4);
  });
});

describe('a refusal of Stripe’s', () => {
  it('because the Dashboard gave it back already shows that, and loses nothing', async () => {
    const { orderId, intentId } = await aPaidOrder(shop.stripe);
    await shop.stripe.post('refunds', { payment_intent: intentId });
    await expect(refund(orderId)).rejects.toMatchObject({ code: 'refund_too_large' });
    expect(await refundsOf(orderId)).toMatchObject([
      { status: 'succeeded', key: null, amount: 4800 },
      { status: 'not_sent', amount: 4800 },
    ]);
    expect(await getOrder(orderId)).toMatchObject({ refundedAmount: 4800 });
    expect(await findMoneyBack(orderId)).toMatchObject({ refundable: { amount: 0 } });
    expect(await moneyBackStory(orderId)).toEqual([
      'refund_started',
      'refund_not_sent',
      'refunded',
    ]);
  });

  it('because less is left there shows how much', async () => {
    const { orderId, intentId } = await aPaidOrder(shop.stripe);
    await shop.stripe.post('refunds', { payment_intent: intentId, amount: 1000 });
    await expect(refund(orderId)).rejects.toMatchObject({ code: 'refund_too_large' });
    expect(await findMoneyBack(orderId)).toMatchObject({ refundable: { amount: 3800 } });
    expect(await refund(orderId)).toMatchObject({ total: { amount: 3800 } });
    expect(await sumAtStripe(intentId)).toBe(4800);
  });

  it('because the bank has taken the money shows the dispute', async () => {
    const { orderId, chargeId } = await aPaidOrder(shop.stripe);
    await control.openDispute(chargeId);
    await expect(refund(orderId)).rejects.toMatchObject({ code: 'refund_disputed' });
    expect(await refundsOf(orderId)).toMatchObject([{ status: 'not_sent' }]);
    expect(await findMoneyBack(orderId)).toMatchObject({
      refundable: { amount: 4800 },
      disputes: [{ status: 'needs_response', reason: 'fraudulent' }],
    });
    expect(await getOrder(orderId)).toMatchObject({ dispute: 'needs_response' });
  });

  it('to answer at all leaves nothing behind that would count', async () => {
    const { orderId, intentId } = await aPaidOrder(shop.stripe);
    await control.arm({ route: 'POST /v1/refunds', kind: '429', times: 3 });
    await expect(refund(orderId)).rejects.toMatchObject({ fault: 'busy' });
    expect(await refundsOf(orderId)).toMatchObject([{ status: 'not_sent' }]);
    expect(await refund(orderId)).toMatchObject({ status: 'succeeded' });
    expect(await sumAtStripe(intentId)).toBe(4800);
  });
});

describe('an answer', () => {
  it.each(['reset_before', 'reset_after', 'cut', '429'] as const)(
    'that is lost once (%s) is asked for again with the same key',
    async (kind) => {
      const { orderId, intentId } = await aPaidOrder(shop.stripe);
      await control.forgetRequests();
      await control.arm({ route: 'POST /v1/refunds', kind });
      expect(await refund(orderId, { amount: 1000 })).toMatchObject({ status: 'succeeded' });
      expect(await sumAtStripe(intentId)).toBe(1000);
      const sent = (await control.requests()).filter(({ path }) => path === '/v1/refunds');
      const keys = sent.flatMap(({ method, idempotencyKey }) =>
        method === 'POST' ? [idempotencyKey] : [],
      );
      expect(new Set(keys).size).toBe(1);
    },
  );

  it('that cannot be looked up is still an answer', async () => {
    const { orderId, intentId } = await aPaidOrder(shop.stripe);
    await control.arm({ route: 'GET /v1/payment_intents/*', kind: '500', times: 100 });
    const [made] = [await refund(orderId)];
    expect(made).toMatchObject({ status: 'sending' });
    expect(await refundsAtStripe(shop.stripe, intentId)).toMatchObject([
      { id: made.stripeRefundId },
    ]);
  });
});
