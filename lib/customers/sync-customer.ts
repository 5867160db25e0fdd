import { detachCardsOf } from '@/db/queries/cards';
import { findCustomerByStripeId, markCustomerDeleted } from '@/db/queries/customers';
import type { Transaction } from '@/db/database';
import { database } from '../database';
import { log } from '../log';
import { loseCard } from '../notify/card-gone';
import { isCustomerThere } from '../stripe/customers';

/**
 * Writes down that a Customer was deleted at Stripe. Its cards went with it; its orders stay. The
 * person gets another Customer at the next need. Returns a sentence for the inbox.
 */
export async function loseCustomer(
  tx: Transaction,
  stripeCustomerId: string,
  at: number,
): Promise<string> {
  const customer = await findCustomerByStripeId(tx, stripeCustomerId);
  if (!customer) return 'the customer is not one of ours';
  if (!(await markCustomerDeleted(tx, customer.id, at))) return 'the customer was gone already';
  // All that its person has, the default among them: nobody has two Customers at a time.
  const gone = await detachCardsOf(tx, customer.id, at);
  for (const card of gone) await loseCard(tx, card, at);
  return 'the customer is gone, and its cards with it';
}

/** Asks Stripe about a Customer. True where it is gone, which is written down. Throws PaymentsError. */
export async function syncCustomer(stripeCustomerId: string): Promise<boolean> {
  if (await isCustomerThere(stripeCustomerId)) return false;
  const note = await database().transaction((tx) => loseCustomer(tx, stripeCustomerId, Date.now()));
  log().warn({ stripeCustomerId, note }, 'a Customer is not there any more');
  return true;
}
