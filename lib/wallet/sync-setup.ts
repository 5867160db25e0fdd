import { findCardSetupByStripeId, setCardOfSetup } from '@/db/queries/card-setups';
import { findConsent } from '@/db/queries/consents';
import { findCustomerByStripeId } from '@/db/queries/customers';
import type { Transaction } from '@/db/database';
import { database } from '../database';
import { retrieveSetup, type SetupReport } from '../payments/setup-intents';
import { keepCard } from './keep-card';

/**
 * Takes Stripe's word on a SetupIntent into the database: a card that is set up is kept. The
 * return page and the webhook both call it; it may run twice and late. Throws PaymentsError.
 */
export async function syncSetup(stripeSetupIntentId: string): Promise<SetupReport['status']> {
  const report = await retrieveSetup(stripeSetupIntentId);
  await database().transaction((tx) => applySetup(tx, report, Date.now()));
  return report.status;
}

/** Returns a sentence for the log. */
export async function applySetup(
  tx: Transaction,
  report: SetupReport,
  at: number,
): Promise<string> {
  if (report.status !== 'succeeded' || !report.card) return `setup is ${report.status}`;
  const setup = await findCardSetupByStripeId(tx, report.stripeSetupIntentId);
  const customer =
    report.stripeCustomerId && (await findCustomerByStripeId(tx, report.stripeCustomerId));
  if (!setup || !customer) return 'the setup is not one of ours';
  if (setup.customerId !== customer.id) return 'the setup is of another customer';
  const consent = await findConsent(tx, { cardSetupId: setup.id });
  const card = await keepCard(
    tx,
    customer,
    { details: report.card, setupUsage: report.usage, isAgreed: consent !== null },
    at,
  );
  if (!card) return 'the card was removed meanwhile';
  await setCardOfSetup(tx, setup.id, card.id);
  return `card ${card.id} is kept`;
}
