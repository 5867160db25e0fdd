import {
  endSetup,
  findCardSetupById,
  findCardSetupByStripeId,
  listOrderSetups,
  setCardOfSetup,
  setStripeSetupIntent,
  type CardSetup,
} from '@/db/queries/card-setups';
import { findConsent } from '@/db/queries/consents';
import { findCustomerByStripeId, getCustomer } from '@/db/queries/customers';
import type { Transaction } from '@/db/database';
import { database } from '../database';
import { askSetup } from './ask-setup';
import { scheduleOrder } from './schedule-order';
import { tellSetup } from './setup-timeline';
import { findSetupOf, type SetupAnswer, type SetupReport } from '../stripe/setup-intents';
import { keepCard } from '../wallet/keep-card';

/**
 * Takes Stripe's word on a SetupIntent into the database: a card that is set up is kept, and an
 * order that waited for it is scheduled. The action, the return page, the webhook and the
 * reconciler all come here; it may run twice and late. Throws PaymentsError.
 */
export const syncSetup = (stripeSetupIntentId: string): Promise<SetupAnswer> =>
  askSetup(stripeSetupIntentId, ({ report }) =>
    database().transaction((tx) => applySetup(tx, report, Date.now())),
  );

/**
 * Asks Stripe what became of a set-up. One whose making was never answered is found by the row that
 * its metadata name; null where Stripe knows none. It looks and confirms nothing. Throws
 * PaymentsError.
 */
export async function findOutSetup(setup: CardSetup): Promise<SetupAnswer | null> {
  if (setup.stripeSetupIntentId !== null) return syncSetup(setup.stripeSetupIntentId);
  const { stripeCustomerId } = await getCustomer(database().read, setup.customerId);
  const found = stripeCustomerId && (await findSetupOf(stripeCustomerId, setup.id));
  return found ? syncSetup(found) : null;
}

/**
 * Asks Stripe about the card that was last chosen for an order, where that is still open. Returns
 * its answer; null where there is nothing to ask about. Throws PaymentsError.
 */
export async function syncOrderSetups(orderId: string): Promise<SetupAnswer | null> {
  const [last] = await listOrderSetups(database().read, orderId);
  return last && last.cardId === null ? findOutSetup(last) : null;
}

/** Writes down what Stripe says of a SetupIntent. Returns a sentence for the log. */
export async function applySetup(
  tx: Transaction,
  report: SetupReport,
  at: number,
): Promise<string> {
  const setup = await findSetup(tx, report);
  const customer =
    report.stripeCustomerId && (await findCustomerByStripeId(tx, report.stripeCustomerId));
  if (!setup || !customer) return 'the setup is not one of ours';
  if (setup.customerId !== customer.id) return 'the setup is of another customer';
  if (setup.stripeSetupIntentId === null) {
    await setStripeSetupIntent(tx, setup.id, report.stripeSetupIntentId);
  }
  if (report.status === 'succeeded' || report.status === 'canceled') {
    await endSetup(tx, setup.id, at);
  }
  if (report.status !== 'succeeded' || !report.card) {
    if (setup.orderId !== null) await tellSetup(tx, setup.orderId, report, at);
    return `setup is ${report.status}`;
  }
  const consent = await findConsent(tx, { cardSetupId: setup.id });
  const card = await keepCard(
    tx,
    customer,
    { details: report.card, setupUsage: report.usage, isAgreed: consent !== null },
    at,
  );
  if (!card) return 'the card was removed meanwhile';
  if (setup.cardId !== null) return `card ${card.id} was kept before`;
  const scheduled = setup.orderId === null ? null : await scheduleOrder(tx, setup, card, at);
  await setCardOfSetup(tx, setup.id, card.id);
  return scheduled ?? `card ${card.id} is kept`;
}

/** One whose making was never answered is known by the row that its metadata name. */
async function findSetup(tx: Transaction, report: SetupReport): Promise<CardSetup | null> {
  const known = await findCardSetupByStripeId(tx, report.stripeSetupIntentId);
  if (known || report.cardSetupId === null) return known;
  const named = await findCardSetupById(tx, report.cardSetupId);
  return named?.stripeSetupIntentId === null ? named : null;
}
