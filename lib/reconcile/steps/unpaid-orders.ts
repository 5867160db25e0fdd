import { findCursor, moveCursor } from '@/db/queries/event-cursors';
import { listUnpaidSince } from '@/db/queries/unpaid-orders';
import { database } from '../../database';
import { eachRow } from '../each-row';
import { atOnce, type Counts, type StartedBy } from '../step';
import { onceBound } from '../../stripe-binding';
import { syncOrder } from '../../orders/sync/sync-order';

/**
 * When an order that waits for its payment is looked at, in ms after the last news of it: a typed
 * card or a challenge ends within minutes, a late word comes within the day, and after that the
 * list of missed events has told it.
 */
const LOOKS_MS = [3, 15, 60, 6 * 60, 24 * 60].map((minutes) => minutes * 60_000);
const LAST_LOOK_MS = Math.max(...LOOKS_MS);

/** Until when the looks that have become due were taken: kept in the database, not on each order. */
const CURSOR = 'unpaid orders';

/**
 * Asks Stripe about orders that wait for a payment and of which nothing has been heard for a while:
 * a card that was typed in the browser pays without us, and its every webhook may be lost. A look
 * that fails is made up for by the next one, and by the list of missed events.
 */
export async function lookAtUnpaid(now: number, startedBy: StartedBy): Promise<Counts> {
  const limit = atOnce[startedBy];
  const cursor = await findCursor(database().read, CURSOR);
  // A clock that was set back must not keep everybody from being looked at until it catches up.
  const after = Math.min(cursor?.readUntil ?? now - LAST_LOOK_MS, now);
  const due = await listDueLooks(after, now, limit + 1);
  const looks = due.slice(0, limit);
  const { failed } = await eachRow(
    await onceBound(looks),
    {
      none: { lookedAt: 0, failed: 0 },
      fault: 'an unpaid order could not be looked at',
      names: ({ orderId }) => ({ orderId }),
    },
    async ({ orderId }) => {
      await syncOrder(orderId);
      return 'lookedAt';
    },
  );
  // An order that is due in the same millisecond as the last one waits for its next look.
  const last = due.length > limit ? looks.at(-1) : undefined;
  // Never ahead of the clock on the wall, though somebody asks how things look tomorrow.
  const reached = Math.min(last?.dueAt ?? now, Date.now());
  await database().transaction((tx) => moveCursor(tx, CURSOR, reached, Date.now()));
  return { lookedAt: looks.length, failed };
}

/** Each order once, by the first of its looks that became due in this time; the earliest first. */
async function listDueLooks(after: number, until: number, limit: number) {
  const { read } = database();
  const dueAt = new Map<string, number>();
  for (const look of LOOKS_MS) {
    const range = { after: after - look, until: until - look };
    for (const { orderId, updatedAt } of await listUnpaidSince(read, range, limit)) {
      dueAt.set(orderId, Math.min(updatedAt + look, dueAt.get(orderId) ?? Infinity));
    }
  }
  const looks = [...dueAt].map(([orderId, at]) => ({ orderId, dueAt: at }));
  return looks.sort((a, b) => a.dueAt - b.dueAt);
}
