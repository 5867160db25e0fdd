import { findCardByStripeId } from '@/db/queries/cards';
import { findCustomerByStripeId } from '@/db/queries/customers';
import { database } from '../database';
import type { SetupUsage } from '../domain/card';
import { findCardAtStripe } from '../stripe/cards';
import { keepCard } from './keep-card';

type SetUp = { stripeCustomerId: string; stripePaymentMethodId: string; usage: SetupUsage };

/**
 * Takes a card that was set up in a way of ours into its owner's wallet again: what Stripe attached
 * in it was agreed to, and whether checkout may offer it stands at Stripe. False where it is known,
 * was taken off since, or belongs to nobody here. Throws PaymentsError.
 */
export async function findCardAgain({
  stripeCustomerId,
  stripePaymentMethodId,
  usage,
}: SetUp): Promise<boolean> {
  const { read } = database();
  if (await findCardByStripeId(read, stripePaymentMethodId)) return false;
  const customer = await findCustomerByStripeId(read, stripeCustomerId);
  const details = customer && (await findCardAtStripe(stripePaymentMethodId));
  if (!details || details.stripeCustomerId !== stripeCustomerId) return false;
  const kept = { details, setupUsage: usage, isAgreed: false };
  return database().transaction(async (tx) => {
    if (await findCardByStripeId(tx, stripePaymentMethodId)) return false;
    return (await keepCard(tx, customer, kept, Date.now())) !== null;
  });
}
