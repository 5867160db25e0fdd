import { expect } from 'vitest';
import { findConsent } from '@/db/queries/consents';
import { findLiveIntent } from '@/db/queries/intents';
import type { Order } from '@/db/queries/orders';
import { database } from '@/lib/database';
import { attemptsOf } from '@/lib/testing/shopper';

export type SetupAtStripe = { status: string; metadata: { order_id?: string } };

/** An order that is charged later has a card if Stripe has set one up for it, an agreement, and a copy. */
export async function holdsOfPreorder(
  order: Order,
  setups: readonly SetupAtStripe[],
): Promise<void> {
  const { id: orderId, isPreorder, paymentState, scheduledCardId } = order;
  const attempts = await attemptsOf(orderId);
  if (!isPreorder) {
    expect(attempts.filter(({ isOffSession }) => isOffSession)).toEqual([]);
    return;
  }
  const isCanceled = paymentState === 'canceled';
  const isSetUp = setups.some(
    ({ status, metadata }) => status === 'succeeded' && metadata.order_id === orderId,
  );
  if (!isCanceled) expect(scheduledCardId !== null, 'has the card that was set up').toBe(isSetUp);
  // A final decline lets it go, where no browser could pay without us.
  if (paymentState !== 'declined') expect(order.holdsStock, 'has its copy').toBe(!isCanceled);
  const live = await findLiveIntent(database().read, orderId);
  if (live?.secretIsOut) expect(order.holdsStock, 'has its copy while it can be paid').toBe(true);
  const agreement = await findConsent(database().read, { orderId, kind: 'charge_later' });
  expect(agreement !== null, 'is agreed to').toBe(!isCanceled);
  for (const { isOffSession, startedAt } of attempts) {
    if (!isOffSession) continue;
    expect(agreement?.createdAt ?? Infinity).toBeLessThanOrEqual(startedAt);
    expect(startedAt).toBeLessThanOrEqual(order.shipBy ?? 0);
  }
}

/** Where a pre-order waits to be charged: its card is there, and no charge of it has come to anything. */
export async function waitsForCharge({ id, isPreorder, scheduledCardId }: Order): Promise<boolean> {
  const last = (await attemptsOf(id)).at(-1);
  const isUntouched = !last || (last.isOffSession && last.outcome === 'not_sent');
  return isPreorder && scheduledCardId !== null && isUntouched;
}
