import { expect } from 'vitest';
import type { Order } from '@/db/queries/orders';
import { refundsAtStripe, refundsOf } from '@/lib/testing/paid-order';
import type { Scene } from './scene';

/** Every refund of an order is at Stripe once, as our row says, or was never sent and is not there. */
export async function holdsOfRefunds(
  { stripe }: Scene,
  { id, refundedAmount }: Order,
  intentIds: readonly string[],
): Promise<void> {
  const made = (
    await Promise.all(intentIds.map((intentId) => refundsAtStripe(stripe, intentId)))
  ).flat();
  const told = made.map(({ id: stripeRefundId, amount, status }) => ({
    stripeRefundId,
    amount,
    status,
  }));
  const rows = await refundsOf(id);
  const sent = rows
    .filter(({ status }) => status !== 'not_sent')
    .map(({ stripeRefundId, amount, status }) => ({ stripeRefundId, amount, status }));
  expect(sent).toHaveLength(told.length);
  expect(sent).toEqual(expect.arrayContaining(told));

  const asked = made.map(({ metadata }) => metadata.refund_id);
  expect(new Set(asked).size, 'refunded twice').toBe(asked.length);
  const given = made
    .filter(({ status }) => status !== 'failed' && status !== 'canceled')
    .reduce((sum, { amount }) => sum + amount, 0);
  expect(refundedAmount).toBe(given);
}
