import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { findMoneyBack } from '../orders/refund/read-refunds';
import { findOrderView } from '../orders/view/read-orders';
import { refundOrder } from '../orders/refund/refund-order';
import { aPaidOrder, aStaffMember, moneyBackStory, refundsOf } from '../testing/paid-order';
import { openFileShop } from '../testing/file-shop';
import { aShopper, getOrder, typeCard } from '../testing/shopper';
import { signatureOf } from '../testing/signed-event';
import type { EventAtStripe } from '../testing/stripe-api';
import { deliverWebhook } from '../testing/deliver';

// These tests are about what is sent again, not about the wait before it.
vi.mock('node:timers/promises', () => ({ setTimeout: () => Promise.resolve() }));

const { shop, control } = await openFileShop();
afterEach(() => control.disarm());

const deliver = (event: EventAtStripe) => {
  const body = JSON.stringify(event);
  return deliverWebhook(body, signatureOf(body));
};

/** Every event about an order's money that went back, the oldest first. */
async function eventsAbout(intentId: string): Promise<EventAtStripe[]> {
  const listed = await shop.stripe.get<{ data: EventAtStripe[] }>('events?limit=100');
  return listed.data
    .filter(({ type, data }) => {
      const { payment_intent: intent } = data.object as { payment_intent?: string };
      return intent === intentId && /^(refund|charge\.(refund|dispute))/.test(type);
    })
    .reverse();
}

const hearAll = async (intentId: string) => {
  for (const event of await eventsAbout(intentId)) await deliver(event);
};

/** As if it had been delivered another time under another id. */
const again = (event: EventAtStripe): EventAtStripe => ({ ...event, id: `evt_${randomUUID()}` });

const labelOf = async (buyerId: string, orderId: string) =>
  (await findOrderView(buyerId, orderId))?.label;

describe('a refund made in Stripe’s Dashboard', () => {
  it('is in the books, and told once however often its events come', async () => {
    const { orderId, intentId, buyer } = await aPaidOrder(shop.stripe);
    const made = await shop.stripe.post('refunds', {
      payment_intent: intentId,
      amount: 1000,
      reason: 'duplicate',
    });
    await hearAll(intentId);
    await Promise.all((await eventsAbout(intentId)).map((event) => deliver(again(event))));
    expect(await refundsOf(orderId)).toMatchObject([
      {
        stripeRefundId: made.id,
        amount: 1000,
        reason: 'duplicate',
        status: 'succeeded',
        key: null,
        staffId: null,
      },
    ]);
    expect(await moneyBackStory(orderId)).toEqual(['refunded']);
    expect(await labelOf(buyer.id, orderId)).toBe('partially_refunded');
  });

  it('and equal to another one is another one', async () => {
    const { orderId, intentId } = await aPaidOrder(shop.stripe);
    const form = { payment_intent: intentId, amount: 1000 };
    const ids = [await shop.stripe.post('refunds', form), await shop.stripe.post('refunds', form)];
    await hearAll(intentId);
    const kept = (await refundsOf(orderId)).map(({ stripeRefundId }) => stripeRefundId);
    expect(kept).toEqual(ids.map(({ id }) => id));
    expect(await moneyBackStory(orderId)).toEqual(['refunded', 'refunded']);
  });

  it('is one of many, all of which are read', async () => {
    const { orderId, intentId } = await aPaidOrder(shop.stripe);
    for (let n = 1; n <= 12; n++) {
      await shop.stripe.post('refunds', { payment_intent: intentId, amount: n });
    }
    const [event] = await eventsAbout(intentId);
    if (event) await deliver(event);
    expect((await refundsOf(orderId)).map(({ amount }) => amount)).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,
    ]);
    expect(await getOrder(orderId)).toMatchObject({ refundedAmount: 78 });
  });
});

describe('a refund that is not through yet', () => {
  const asked = async (paymentMethod: string) => {
    const paid = await aPaidOrder(shop.stripe, paymentMethod);
    const request = { requestId: randomUUID(), amount: 1000, reason: 'unstated' } as const;
    const refund = await refundOrder(await aStaffMember(), { orderId: paid.orderId, ...request });
    return { ...paid, refund };
  };

  it('is pending, then succeeds', async () => {
    const { orderId, intentId, refund } = await asked('pm_card_pendingRefund');
    await hearAll(intentId);
    expect(await refundsOf(orderId)).toMatchObject([{ id: refund.id, status: 'pending' }]);
    const before = await getOrder(orderId);
    await control.advance(60);
    await hearAll(intentId);
    expect(await refundsOf(orderId)).toMatchObject([{ id: refund.id, status: 'succeeded' }]);
    // The charge's sum is as it was, and the change is seen all the same.
    const after = await getOrder(orderId);
    expect(after).toMatchObject({ refundedAmount: before.refundedAmount });
    expect(after.version).toBe(before.version + 1);
    expect(await moneyBackStory(orderId)).toEqual(['refund_started', 'refund_pending', 'refunded']);
  });

  it('is pending, then canceled: it may be refunded again', async () => {
    const { orderId, intentId, refund, buyer } = await asked('pm_card_pendingRefund');
    await control.cancelRefund(refund.stripeRefundId ?? '');
    await hearAll(intentId);
    expect(await refundsOf(orderId)).toMatchObject([
      { status: 'canceled', failureReason: 'merchant_request' },
    ]);
    expect(await moneyBackStory(orderId)).toEqual([
      'refund_started',
      'refund_pending',
      'refund_canceled',
    ]);
    expect(await labelOf(buyer.id, orderId)).toBe('paid');
    expect(await findMoneyBack(orderId)).toMatchObject({ refundable: { amount: 4800 } });
  });

  it('succeeds, then fails: it may be refunded again', async () => {
    const { orderId, intentId, buyer } = await asked('pm_card_refundFail');
    expect(await labelOf(buyer.id, orderId)).toBe('partially_refunded');
    await control.advance(60);
    await hearAll(intentId);
    expect(await refundsOf(orderId)).toMatchObject([
      { status: 'failed', failureReason: 'expired_or_canceled_card' },
    ]);
    expect(await moneyBackStory(orderId)).toEqual([
      'refund_started',
      'refunded',
      'refund_taken_back',
    ]);
    expect(await getOrder(orderId)).toMatchObject({ refundedAmount: 0, paymentState: 'paid' });
    expect(await labelOf(buyer.id, orderId)).toBe('paid');
    expect(await findMoneyBack(orderId)).toMatchObject({ refundable: { amount: 4800 } });
  });

  it('is seen though it was over before anybody heard of it', async () => {
    const { orderId, intentId } = await aPaidOrder(shop.stripe, 'pm_card_refundFail');
    await shop.stripe.post('refunds', { payment_intent: intentId });
    await control.advance(60);
    await hearAll(intentId);
    expect(await refundsOf(orderId)).toMatchObject([{ status: 'failed', amount: 4800 }]);
    expect(await moneyBackStory(orderId)).toEqual(['refund_failed']);
  });
});

describe('a dispute', () => {
  it.each([
    ['won', 'paid', 'dispute_won'],
    ['lost', 'dispute_lost', 'dispute_lost'],
  ] as const)('is opened, and %s', async (verdict, label, line) => {
    const { orderId, intentId, chargeId, buyer } = await aPaidOrder(shop.stripe);
    const { id } = await control.openDispute(chargeId);
    await hearAll(intentId);
    expect(await labelOf(buyer.id, orderId)).toBe('disputed');
    const open = (await findMoneyBack(orderId))?.disputes;
    expect(open).toMatchObject([
      { stripeDisputeId: id, amount: 4800, reason: 'fraudulent', status: 'needs_response' },
    ]);
    expect(open?.[0]?.evidenceDueAt).toBeGreaterThan(Date.now());
    await control.decideDispute(id, verdict);
    await hearAll(intentId);
    expect(await labelOf(buyer.id, orderId)).toBe(label);
    expect((await findMoneyBack(orderId))?.disputes).toMatchObject([
      { status: verdict, evidenceDueAt: null },
    ]);
    expect(await moneyBackStory(orderId)).toEqual(['dispute_opened', line]);
  });

  it.each([
    ['closes', 'warning_closed', 'inquiry_closed', 'warning_closed'],
    ['becomes one that takes the money', 'escalate', 'dispute_opened', 'needs_response'],
  ] as const)('that is only an inquiry %s', async (_what, verdict, line, status) => {
    const { orderId, intentId, chargeId } = await aPaidOrder(shop.stripe);
    const { id } = await control.openDispute(chargeId, 'inquiry');
    await hearAll(intentId);
    await control.decideDispute(id, verdict);
    await hearAll(intentId);
    expect(await getOrder(orderId)).toMatchObject({ dispute: status });
    expect(await moneyBackStory(orderId)).toEqual(['inquiry_opened', line]);
  });

  it('beside another one leaves the worst on the order', async () => {
    const { orderId, intentId, chargeId, buyer } = await aPaidOrder(shop.stripe);
    const first = await control.openDispute(chargeId);
    const second = await control.openDispute(chargeId, 'inquiry');
    await hearAll(intentId);
    expect(await getOrder(orderId)).toMatchObject({ dispute: 'needs_response' });
    await control.decideDispute(first.id, 'won');
    await hearAll(intentId);
    expect(await getOrder(orderId)).toMatchObject({ dispute: 'warning_needs_response' });
    await control.decideDispute(second.id, 'warning_closed');
    await hearAll(intentId);
    expect(await labelOf(buyer.id, orderId)).toBe('paid');
    expect(await moneyBackStory(orderId)).toEqual([
      'dispute_opened',
      'inquiry_opened',
      'dispute_won',
      'inquiry_closed',
    ]);
  });

  it('is told the same whichever of its events comes first', async () => {
    const { orderId, intentId, chargeId } = await aPaidOrder(shop.stripe);
    const { id } = await control.openDispute(chargeId);
    await control.decideDispute(id, 'won');
    for (const event of (await eventsAbout(intentId)).reverse()) await deliver(event);
    expect(await getOrder(orderId)).toMatchObject({ dispute: 'won' });
    expect(await moneyBackStory(orderId)).toEqual(['dispute_won']);
  });
});

it('costs no call of its own where there are neither refunds nor disputes', async () => {
  const { orderId, clientSecret } = await typeCard(await aShopper());
  await shop.stripe.confirm('payment_intents', clientSecret, 'pm_card_visa');
  const [event] = await shop.stripe.events('payment_intent.succeeded');
  await control.forgetRequests();
  if (event) await deliver(event);
  expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid' });
  expect((await control.requests()).map(({ path }) => path)).toEqual([
    `/v1/payment_intents/${event?.data.object.id}`,
  ]);
});
