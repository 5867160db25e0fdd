import { bindStripe, findStripeBinding, type StripeBinding } from '@/db/queries/stripe-binding';
import { database } from './database';
import { env } from './env';
import { findAccountId } from './payments/account';

/** The keys are of another Stripe account or mode than the database. Nothing may be sent with them. */
export class WrongStripeAccount extends Error {
  override name = 'WrongStripeAccount';
}

const KEY = Symbol.for('cardkeep.stripe-binding');
const holder = globalThis as { [KEY]?: StripeBinding };

/**
 * The Stripe account and mode of this database, asked of Stripe once per process and remembered by
 * the database from its first start on. A copy of a database with the keys of another account
 * would detach cards and refund payments that are not its own.
 * Throws WrongStripeAccount and PaymentsError.
 */
export async function stripeBinding(): Promise<StripeBinding> {
  return (holder[KEY] ??= await checkBinding());
}

async function checkBinding(): Promise<StripeBinding> {
  const mine = { stripeAccountId: await findAccountId(), livemode: env().stripe.livemode };
  await database().transaction((tx) => bindStripe(tx, mine, Date.now()));
  const held = await findStripeBinding(database().read);
  if (held?.stripeAccountId !== mine.stripeAccountId || held.livemode !== mine.livemode) {
    throw new WrongStripeAccount(
      `The database holds ${nameOf(held)}, but the keys are of ${nameOf(mine)}.`,
    );
  }
  return mine;
}

const nameOf = (binding: StripeBinding | null): string =>
  binding
    ? `Stripe account ${binding.stripeAccountId} in ${binding.livemode ? 'live' : 'test'} mode`
    : 'no Stripe account';
