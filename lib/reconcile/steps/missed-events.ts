import { findCursor, moveCursor } from '@/db/queries/event-cursors';
import { findBoundSince } from '@/db/queries/stripe-binding';
import { listReceived } from '@/db/queries/webhook-events';
import { database } from '../../database';
import { listEvents, type ToldEvent } from '../../stripe/events';
import { seeTo } from '../each-row';
import type { Counts, StartedBy } from '../step';
import { stripeBinding } from '../../stripe-binding';
import { processEvent } from '../../webhooks/process-event';
import { takeIn } from '../../webhooks/receive';

/**
 * What would leave an order, a card or a Customer wrong if nobody ever told us. Stripe lists twenty
 * types in one call at most; what only repeats one of these is left out.
 */
export const syncedTypes = [
  'payment_intent.succeeded',
  'payment_intent.payment_failed',
  'payment_intent.canceled',
  'payment_intent.processing',
  'payment_intent.requires_action',
  'setup_intent.succeeded',
  'payment_method.detached',
  'payment_method.updated',
  'payment_method.automatically_updated',
  'customer.deleted',
  'charge.refunded',
  'charge.refund.updated',
  'refund.created',
  'refund.updated',
  'refund.failed',
  'charge.dispute.created',
  'charge.dispute.updated',
  'charge.dispute.closed',
] as const;

const CURSOR = 'missed events';

/** The timer reads this often: a delivery that was lost is news for minutes, not for seconds. In ms. */
const READ_EVERY_MS = 5 * 60_000;

/** An event younger than this, in ms, is most likely on its way: Stripe delivers within seconds. */
const DELIVERED_WITHIN_MS = 2 * 60_000;

/** Read again each time, in ms: events are listed a moment after they happened, and in no order. */
const OVERLAP_MS = 60 * 60_000;

/** Stripe lists no event that is older, in ms. */
const LISTED_FOR_MS = 30 * 24 * 60 * 60_000;

/** So much is read in one piece, in ms: after a long silence progress is kept, and memory is bounded. */
const PIECE_MS = 6 * 60 * 60_000;

/**
 * Reads Stripe's list of events for those that no webhook brought, and processes them like any
 * other, the oldest first. The cursor is kept in the database. The first reading begins at the time
 * when the database met its keys, because nothing of ours is older. Throws PaymentsError.
 */
export async function readMissedEvents(now: number, startedBy: StartedBy): Promise<Counts> {
  const { read } = database();
  const cursor = await findCursor(read, CURSOR);
  const isFresh = cursor !== null && now - cursor.updatedAt < READ_EVERY_MS;
  if (startedBy === 'timer' && isFresh) return {};
  await stripeBinding();
  const readUntil = cursor?.readUntil ?? (await findBoundSince(read)) ?? now;
  const end = now - DELIVERED_WITHIN_MS;
  // A clock that was set back must not keep events from being read until it catches up.
  let since = Math.max(Math.min(readUntil, now) - OVERLAP_MS, now - LISTED_FOR_MS);
  let [missed, failed] = [0, 0];
  while (since < end) {
    const before = Math.min(since + PIECE_MS, end);
    for (const event of await listMissed(since, before)) {
      const taken = await takeIn(event);
      if (taken !== 'new' && taken !== 'settled') continue;
      missed++;
      if (taken === 'settled') continue;
      // One that fails stands in the inbox, and is tried again like one that was delivered.
      if ((await seeTo(event, failing, process)) === 'failed') failed++;
    }
    // Never ahead of the clock on the wall, though somebody asks how things look tomorrow: what
    // happens until then would never be read.
    const reached = Math.min(before, Date.now() - DELIVERED_WITHIN_MS);
    await database().transaction((tx) => moveCursor(tx, CURSOR, reached, Date.now()));
    since = before;
  }
  return { missed, failed };
}

async function listMissed(since: number, before: number): Promise<ToldEvent[]> {
  const told = await listEvents({ types: syncedTypes, since, before });
  const ids = told.map(({ stripeEventId }) => stripeEventId);
  const received = new Set(await listReceived(database().read, ids));
  return told.filter(({ stripeEventId }) => !received.has(stripeEventId));
}

const failing = {
  fault: 'a missed event could not be processed',
  names: ({ stripeEventId }: ToldEvent) => ({ stripeEventId }),
};

async function process({ stripeEventId }: ToldEvent): Promise<'processed'> {
  await processEvent(stripeEventId);
  return 'processed';
}
