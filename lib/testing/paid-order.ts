import { randomUUID } from 'node:crypto';
import { listOrderEvents } from '@/db/queries/order-events';
import { listRefunds } from '@/db/queries/refunds';
import type { User } from '@/db/queries/users';
import { aUser } from '@/db/testing/rows';
import { database } from '../database';
import type { Money } from '../domain/money';
import { buyWithCard } from '../orders/checkout/saved-card';
import { addCard, addressOf, aShopper, intentIdOf, TIDELINE } from './shopper';
import type { StripeApi } from './stripe-api';

type Product = { productSlug: string; shown: Money };

/** An order that was paid with one of Stripe's test cards, such as `pm_card_visa`. */
export async function aPaidOrder(
  stripe: StripeApi,
  paymentMethod = 'pm_card_visa',
  product: Product = TIDELINE,
): Promise<{ buyer: User; orderId: string; intentId: string; chargeId: string }> {
  const buyer = await aShopper();
  const { id: cardId } = await addCard(stripe, buyer, paymentMethod);
  const bought = await buyWithCard(buyer, {
    ...product,
    purchaseId: randomUUID(),
    cardId,
    to: await addressOf(buyer),
  });
  const intentId = await intentIdOf(bought.orderId);
  const { latest_charge: chargeId } = await stripe.intent(intentId);
  if (!chargeId) throw new Error(`${intentId} was not charged`);
  return { buyer, orderId: bought.orderId, intentId, chargeId };
}

export const aStaffMember = (): Promise<User> => aUser(database(), { role: 'staff' });

export const refundsOf = (orderId: string) => listRefunds(database().read, orderId);

type RefundAtStripe = {
  id: string;
  amount: number;
  status: string;
  reason: string | null;
  metadata: { order_id?: string; refund_id?: string };
};

/** The oldest first. */
export async function refundsAtStripe(
  stripe: StripeApi,
  intentId: string,
): Promise<RefundAtStripe[]> {
  const path = `refunds?payment_intent=${intentId}&limit=100`;
  return (await stripe.get<{ data: RefundAtStripe[] }>(path)).data.reverse();
}

/** The lines of an order's timeline about money that went back, after it was paid. */
export async function moneyBackStory(orderId: string): Promise<string[]> {
  const events = await listOrderEvents(database().read, orderId);
  return events.map(({ type }) => type).filter((type) => /refund|dispute|inquiry/.test(type));
}
