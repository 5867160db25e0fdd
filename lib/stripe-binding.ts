import { bindStripe, findStripeBinding, type StripeBinding } from '@/db/queries/stripe-binding';
import { database } from './database';
import { env } from './env';
import { log } from './log';
import { findAccountId } from './stripe/account';
import { PaymentsError } from './stripe/errors';

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

/**
 * Rows that a worker asks Stripe about next, once it is known whose keys these are. For none of
 * them nothing is asked: a shop at rest needs no Stripe. Throws like `stripeBinding`.
 */
export async function onceBound<Row>(rows: readonly Row[]): Promise<readonly Row[]> {
  if (rows.length > 0) await stripeBinding();
  return rows;
}

/**
 * The binding at a start, which an outage of Stripe must not prevent: a database that knows its
 * account is trusted until Stripe answers, and nothing is sent before that, because whoever sends
 * asks `stripeBinding` first. Throws what that throws, unless Stripe merely does not answer.
 */
export async function bindingAtStart(): Promise<StripeBinding> {
  try {
    return await stripeBinding();
  } catch (error) {
    const isSilent = error instanceof PaymentsError && ['unknown', 'busy'].includes(error.fault);
    const held = isSilent ? await findStripeBinding(database().read) : null;
    if (!held) throw error;
    const { livemode } = env().stripe;
    if (held.livemode !== livemode) throw wrongAccount(held, { ...held, livemode });
    log().warn({ error }, 'Stripe does not answer: whose key this is will be asked again');
    return held;
  }
}

async function checkBinding(): Promise<StripeBinding> {
  const mine = { stripeAccountId: await findAccountId(), livemode: env().stripe.livemode };
  await database().transaction((tx) => bindStripe(tx, mine, Date.now()));
  const held = await findStripeBinding(database().read);
  if (held?.stripeAccountId !== mine.stripeAccountId || held.livemode !== mine.livemode) {
    throw wrongAccount(held, mine);
  }
  return mine;
}

const wrongAccount = (held: StripeBinding | null, mine: StripeBinding): WrongStripeAccount =>
  new WrongStripeAccount(
    `The database holds ${nameOf(held)}, but the keys are of ${nameOf(mine)}.`,
  );

const nameOf = (binding: StripeBinding | null): string =>
  binding
    ? `Stripe account ${binding.stripeAccountId} in ${binding.livemode ? 'live' : 'test'} mode`
    : 'no Stripe account';
