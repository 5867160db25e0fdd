import { findConsent } from '@/db/queries/consents';
import { findCustomerByStripeId } from '@/db/queries/customers';
import type { Order } from '@/db/queries/orders';
import type { Transaction } from '@/db/database';
import type { IntentReport } from '../../domain/intent';
import { keepCard } from '../../wallet/keep-card';

/** Takes the card that paid into the wallet, where its owner agreed and Stripe has attached it. */
export async function keepPaidCard(
  tx: Transaction,
  order: Order,
  { card }: IntentReport,
  at: number,
): Promise<void> {
  if (!card?.stripeCustomerId) return;
  const consent = await findConsent(tx, {
    orderId: order.id,
    kind: 'save_card_while_paying',
  });
  if (!consent) return;
  const customer = await findCustomerByStripeId(tx, card.stripeCustomerId);
  if (customer?.id !== order.customerId) return;
  await keepCard(tx, customer, { details: card, setupUsage: 'off_session', isAgreed: true }, at);
}
