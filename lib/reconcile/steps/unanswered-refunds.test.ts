import { randomUUID } from 'node:crypto';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { User } from '@/db/queries/users';
import type { FaultKind } from '@/stripe-local/client';
import { database } from '../../database';
import { createRefund } from '../../stripe/refunds';
import {
  aPaidOrder,
  aStaffMember,
  moneyBackStory,
  refundsAtStripe,
  refundsOf,
} from '../../testing/paid-order';
import { openFileShop } from '../../testing/file-shop';
import { getOrder } from '../../testing/shopper';
import { writeRefund } from '../../orders/refund/write-refund';
import { GIVE_UP_AFTER_MS } from './next-look';
import { findMoneyBack } from '../../orders/refund/read-refunds';
import { refundOrder } from '../../orders/refund/refund-order';
import { lookAtRefunds } from './unanswered-refunds';

// These tests are about what is sent again, not about the wait before it.
vi.mock('node:timers/promises', () => ({ setTimeout: () => Promise.resolve() }));

// Nobody waits here as long as in a shop.
const { shop, control } = await openFileShop({ answerWithinMs: 1_000 });
let staff: User;
beforeAll(async () => {
  staff = await aStaffMember();
});
afterEach(async () => {
  await control.disarm();
  // What one test leaves open would be looked at in the next one, too.
  await lookAtRefunds(Date.now() + 24 * 60 * 60_000, 'timer');
});

const CREATE = 'POST /v1/refunds';
const LOOK_MS = 2 * 60_000;
const lookAfter = (ms: number) => lookAtRefunds(Date.now() + ms, 'timer');

const refund = (orderId: string, amount: number | null = 1000) =>
  refundOrder(staff, { orderId, requestId: randomUUID(), amount, reason: 'unstated' });

/** A refund whose every answer is lost in the same way; its outcome is open then. */
async function unanswered(kind: FaultKind) {
  const paid = await aPaidOrder(shop.stripe);
  await control.arm({ route: CREATE, kind, times: 100 });
  const made = await refund(paid.orderId).finally(() => control.disarm());
  expect(made).toMatchObject({ status: 'unknown', stripeRefundId: null });
  // What may have gone back is not given back again meanwhile.
  expect(await findMoneyBack(paid.orderId)).toMatchObject({ refundable: { amount: 3800 } });
  expect(await moneyBackStory(paid.orderId)).toEqual(['refund_started', 'refund_unknown']);
  return { ...paid, made };
}

const arrived = ['timeout_after', 'reset_after', 'cut'] as const;
const lost = ['timeout_before', 'reset_before'] as const;

describe('an answer that never came', () => {
  it.each(arrived)('of a call that arrived (%s) is found', async (kind) => {
    const { orderId, intentId, made } = await unanswered(kind);
    expect(await lookAfter(LOOK_MS)).toEqual({ found: 1, notSent: 0, open: 0 });
    const [there] = await refundsAtStripe(shop.stripe, intentId);
    expect(await refundsOf(orderId)).toMatchObject([
      { id: made.id, status: 'succeeded', stripeRefundId: there?.id },
    ]);
    expect(await getOrder(orderId)).toMatchObject({ refundedAmount: 1000 });
    expect(await moneyBackStory(orderId)).toEqual(['refund_started', 'refund_unknown', 'refunded']);
  });

  it.each(lost)('of a call that never arrived (%s) was not sent', async (kind) => {
    const { orderId, intentId, made } = await unanswered(kind);
    expect(await lookAfter(LOOK_MS)).toEqual({ found: 0, notSent: 1, open: 0 });
    expect(await refundsOf(orderId)).toMatchObject([{ id: made.id, status: 'not_sent' }]);
    expect(await refundsAtStripe(shop.stripe, intentId)).toEqual([]);
    expect(await findMoneyBack(orderId)).toMatchObject({ refundable: { amount: 4800 } });
    expect(await moneyBackStory(orderId)).toEqual([
      'refund_started',
      'refund_unknown',
      'refund_not_sent',
    ]);
    expect(await lookAfter(2 * LOOK_MS)).toEqual({ found: 0, notSent: 0, open: 0 });
  });

  it('of a call that Stripe broke down under was not sent, in time', async () => {
    const { orderId, intentId } = await unanswered('500');
    expect(await lookAfter(LOOK_MS)).toEqual({ found: 0, notSent: 0, open: 1 });
    expect(await refundsOf(orderId)).toMatchObject([{ status: 'unknown' }]);
    expect(await lookAfter(GIVE_UP_AFTER_MS + 1000)).toMatchObject({ notSent: 1 });
    expect(await refundsOf(orderId)).toMatchObject([{ status: 'not_sent' }]);
    expect(await refundsAtStripe(shop.stripe, intentId)).toEqual([]);
    expect(await refund(orderId, null)).toMatchObject({ status: 'succeeded' });
  });

  it('is left alone while somebody waits for it', async () => {
    await unanswered('reset_before');
    await control.forgetRequests();
    expect(await lookAfter(60_000)).toEqual({ found: 0, notSent: 0, open: 0 });
    expect(await control.requests()).toEqual([]);
  });

  it('leaves a key with which nothing more can be given back', async () => {
    const { orderId, intentId } = await unanswered('reset_before');
    await lookAfter(LOOK_MS);
    const [row] = await refundsOf(orderId);
    if (!row?.key) throw new Error('the refund has no key');
    // A server that was stopped before its call wakes up.
    const late = createRefund(row.key, row.parameters);
    await expect(late).rejects.toMatchObject({ fault: 'key_reused' });
    expect(await refundsAtStripe(shop.stripe, intentId)).toEqual([]);
  });

  it('does not confuse one refund with an equal one', async () => {
    const { orderId, intentId, made } = await unanswered('reset_before');
    const other = await refund(orderId);
    expect(other).toMatchObject({ status: 'succeeded' });
    expect(await lookAfter(LOOK_MS)).toEqual({ found: 0, notSent: 1, open: 0 });
    expect(await refundsOf(orderId)).toMatchObject([
      { id: made.id, status: 'not_sent', stripeRefundId: null },
      { id: other.id, status: 'succeeded' },
    ]);
    expect(await refundsAtStripe(shop.stripe, intentId)).toHaveLength(1);
  });

  it('while Stripe is away is looked for later, and holds up no other', async () => {
    const first = await unanswered('reset_after');
    const second = await unanswered('reset_after');
    const route = `GET /v1/payment_intents/${first.intentId}`;
    await control.arm({ route, kind: '500', times: 100 });
    expect(await lookAfter(LOOK_MS)).toEqual({ found: 1, notSent: 0, open: 1 });
    expect(await refundsOf(second.orderId)).toMatchObject([{ status: 'succeeded' }]);
    await control.disarm();
    const [putOff] = await refundsOf(first.orderId);
    expect(putOff?.nextLookAt).toBeGreaterThan(Date.now());
    expect(await lookAfter(LOOK_MS)).toEqual({ found: 1, notSent: 0, open: 0 });
    expect(await refundsOf(first.orderId)).toMatchObject([{ status: 'succeeded' }]);
  });
});

describe('a server that crashed between writing a refund down and sending it', () => {
  it('gives nothing back when it is up again', async () => {
    const { orderId, intentId } = await aPaidOrder(shop.stripe);
    const request = { orderId, requestId: randomUUID(), amount: 1000, reason: 'unstated' } as const;
    await database().transaction((tx) => writeRefund(tx, staff.id, request, Date.now()));
    expect(await lookAfter(LOOK_MS)).toEqual({ found: 0, notSent: 1, open: 0 });
    expect(await refundsOf(orderId)).toMatchObject([{ status: 'not_sent' }]);
    expect(await refundsAtStripe(shop.stripe, intentId)).toEqual([]);
    // The form that is still open says what became of it, and sends nothing.
    expect(await refundOrder(staff, request)).toMatchObject({ status: 'not_sent' });
    expect(await refundsAtStripe(shop.stripe, intentId)).toEqual([]);
  });
});
