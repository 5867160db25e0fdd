import { findCardSetupByStripeId } from '@/db/queries/card-setups';
import { findCursor, moveCursor } from '@/db/queries/event-cursors';
import { listKnownIntents } from '@/db/queries/intents';
import { findOrderById } from '@/db/queries/orders';
import { findCustomerByStripeId } from '@/db/queries/customers';
import { findBoundSince } from '@/db/queries/stripe-binding';
import { findCustomerAgain } from '../../customers/find-customer-again';
import { database } from '../../database';
import { log } from '../../log';
import { findOrderAgain, NotFoundAgain } from '../../orders/sync/find-order-again';
import { stripeBinding } from '../../stripe-binding';
import {
  listCustomersMade,
  listIntentsMade,
  listSetupsMade,
  type MadeSetup,
} from '../../stripe/made-since';
import { findCardAgain } from '../../wallet/find-card-again';
import type { Counts, StartedBy } from '../step';

const CURSOR = 'lost records';

/** Where this database has never looked, it has read all events up to there. See missed-events.ts. */
const OLDER_CURSOR = 'missed events';

/** A database is put back between two starts, so a running server looks this seldom, in ms. */
const LOOK_EVERY_MS = 5 * 60_000;

/** Looked at again each time, in ms: two clocks differ by less. */
const OVERLAP_MS = 10 * 60_000;

/** So much is looked at in one piece, in ms: progress is kept, and memory is bounded. */
const PIECE_MS = 6 * 60 * 60_000;

/**
 * Finds what Stripe has and a database does not that was put back from a backup: Customers, cards
 * and payments that were made after it. They are told by the metadata that we gave them. Every row
 * of ours is written down before Stripe hears of it, so that while nothing was put back nothing is
 * found. What cannot be brought back by itself is named in the error that this throws, for staff to
 * see to. Throws PaymentsError.
 */
export async function findLostRecords(now: number, startedBy: StartedBy): Promise<Counts> {
  const { read } = database();
  const cursor = await findCursor(read, CURSOR);
  if (startedBy === 'timer' && cursor !== null && now - cursor.updatedAt < LOOK_EVERY_MS) return {};
  await stripeBinding();
  const known = cursor ?? (await findCursor(read, OLDER_CURSOR));
  const lookedUntil = known?.readUntil ?? (await findBoundSince(read)) ?? now;
  const end = Math.min(now, Date.now());
  const found = { customers: 0, cards: 0, payments: 0 };
  const unfound: string[] = [];
  // A clock that was set back must not keep anything from being found until it catches up.
  for (let since = Math.min(lookedUntil, end) - OVERLAP_MS; since < end; since += PIECE_MS) {
    const span = { since, before: Math.min(since + PIECE_MS, end + 1_000) };
    found.customers += await findCustomers(span);
    found.cards += await findCards(span, unfound);
    found.payments += await findPayments(span, unfound);
    const reached = Math.min(span.before, end);
    await database().transaction((tx) => moveCursor(tx, CURSOR, reached, Date.now()));
  }
  if (unfound.length > 0) throw new Error(`not in the books: ${unfound.join('; ')}`);
  return found;
}

type Span = { since: number; before: number };

async function findCustomers(span: Span): Promise<number> {
  const binding = await stripeBinding();
  let found = 0;
  for (const made of await listCustomersMade(span)) {
    if (await findCustomerByStripeId(database().read, made.stripeCustomerId)) continue;
    const customer = await database().transaction((tx) => findCustomerAgain(tx, made, binding));
    if (customer?.stripeCustomerId === made.stripeCustomerId) found++;
  }
  return found;
}

async function findCards(span: Span, unfound: string[]): Promise<number> {
  let found = 0;
  for (const made of await listSetupsMade(span)) {
    if (await findCardSetupByStripeId(database().read, made.stripeSetupIntentId)) continue;
    if (await findCardAgain(made)) found++;
    const why = await ofNoOrder(made);
    if (why) unfound.push(`${made.stripeSetupIntentId} (${why})`);
  }
  return found;
}

/** What was agreed to is gone with it, so that it is not charged: its buyer orders again. */
async function ofNoOrder({ orderId }: MadeSetup): Promise<string | null> {
  if (orderId === null || (await findOrderById(database().read, orderId))) return null;
  return `a card for the pre-order ${orderId}, which is gone`;
}

async function findPayments(span: Span, unfound: string[]): Promise<number> {
  const made = await listIntentsMade(span);
  const ids = made.map(({ stripeIntentId }) => stripeIntentId);
  const known = new Set(await listKnownIntents(database().read, ids));
  let found = 0;
  for (const intent of made.filter(({ stripeIntentId }) => !known.has(stripeIntentId))) {
    const { stripeIntentId, orderId, reference } = intent;
    try {
      if (!(await findOrderAgain(intent))) continue;
      found++;
      const { stripeCustomerId, stripePaymentMethodId, savedFor } = intent;
      if (savedFor === null || !stripePaymentMethodId) continue;
      await findCardAgain({ stripeCustomerId, stripePaymentMethodId, usage: savedFor });
    } catch (error) {
      log().error({ error, stripeIntentId, orderId }, 'a payment could not be found again');
      const why = error instanceof NotFoundAgain ? error.message : 'it is tried again by its event';
      unfound.push(`${stripeIntentId} of order ${reference} (${why})`);
    }
  }
  return found;
}
