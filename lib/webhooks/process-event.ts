import {
  findEvent,
  giveBackEvents,
  listEventsOf,
  markProcessed,
  putOffEvent,
  type ClaimedEvent,
  type WebhookEvent,
} from '@/db/queries/webhook-events';
import type { Transaction } from '@/db/database';
import { afterClick } from '../after-click';
import { database } from '../database';
import { log } from '../log';
import { stripeBinding } from '../stripe-binding';
import { isLeaving, underWay } from '../under-way';
import { untilWritten } from '../until-written';
import { handlerOf, sharesFetch } from './handler-of';
import { notOurs, type Effect, type Handler } from './handler';
import { nextTryAt, PARKED_FOR_MS } from './next-try';
import { NOT_OURS } from './no-news';
import { findObject, lineOf, versionNote } from './told-object';
import { inLine, waitingAbout } from './workers';

/**
 * Has an event handled that was just written down or claimed, when its turn has come (workers.ts). Only
 * its id waits in memory. Nobody waits for it: what fails stands in the inbox, and in the log.
 */
export const processSoon = ({ stripeEventId, payload }: ClaimedEvent): Promise<void> =>
  soon(stripeEventId, lineOf(payload) ?? stripeEventId);

function soon(stripeEventId: string, object: string): Promise<void> {
  const done = isLeaving()
    ? // Other servers come by before the two minutes that it was given to this one are over.
      underWay(() =>
        database().transaction((tx) => giveBackEvents(tx, [stripeEventId], Date.now())),
      )
    : inLine(object, stripeEventId, () => processEvent(stripeEventId));
  return done.catch((error: unknown) =>
    log().error({ error, stripeEventId }, 'a webhook event could not be processed'),
  );
}

/**
 * Does what an event asks for now: fetches first, then writes the effect and the mark in one
 * transaction, which lets one win where two are at it. An event that was processed before is left
 * alone. One that names an order which is not there yet is put off; one that a click tells of at this
 * moment waits for it. A failure stands in the inbox with the time of the next try, and is thrown.
 */
export async function processEvent(stripeEventId: string): Promise<void> {
  const row = await findEvent(database().read, stripeEventId);
  if (!row || row.processedAt !== null) return;
  try {
    const note = await withEffect(row);
    if (note === null) return;
    log().info({ stripeEventId, type: row.type, note }, 'webhook event handled');
  } catch (error) {
    if (error instanceof ProcessedMeanwhile) return;
    await putOff(row, String(error));
    throw error;
  }
}

/** What came of it; null where it waits for a click. */
async function withEffect(row: WebhookEvent): Promise<string | null> {
  const { stripeEventId, type } = row;
  const handler = handlerOf(type);
  // What keys of another account cannot find would be taken for what is gone.
  if (handler) await stripeBinding();
  const { note } = await untilWritten(`what ${stripeEventId} is about`, async () => {
    // Before the fetch: what is written down later has another one.
    const waiting = handler ? await listToldAlready(row) : [];
    const outcome = handler ? await handledOrWaiting(row, handler) : null;
    if (outcome && 'click' in outcome) return { note: null };
    if (outcome && 'parked' in outcome) return { note: await park(row, outcome.parked) };
    const alike = outcome && 'isFetched' in outcome ? waiting : [];
    const note = await writeEffect(row, outcome ?? says(NOT_OURS), alike);
    return note === null ? null : { note };
  });
  return note;
}

/** Waits for a click that is still under way once somebody listens for its end. */
async function handledOrWaiting(row: WebhookEvent, handler: Handler): ReturnType<Handler> {
  const outcome = await handled(row, handler);
  if (!outcome || !('click' in outcome)) return outcome;
  const { stripeEventId } = row;
  const object = lineOf(row.payload) ?? stripeEventId;
  const takeBack = afterClick(outcome.click, stripeEventId, () => void soon(stripeEventId, object));
  // The click may have ended between the look and the listening.
  const now = await handled(row, handler);
  if (now && 'click' in now) return now;
  return takeBack() ? now : outcome;
}

/** Only what we handle must be about something with an id: a balance, for one, has none. */
async function handled(
  { stripeEventId, type, payload, receivedAt }: WebhookEvent,
  handler: Handler,
): ReturnType<Handler> {
  const object = findObject(payload);
  return object
    ? handler({ stripeEventId, type, receivedAt, payload, object })
    : notOurs('it is about nothing');
}

const says =
  (note: string): Effect =>
  () =>
    Promise.resolve(note);

/** What else is in line about the same object, is written down, and will have the same fetched. */
async function listToldAlready(row: WebhookEvent): Promise<WebhookEvent[]> {
  const object = lineOf(row.payload);
  const ids = object === null ? [] : waitingAbout(object);
  const others = await listEventsOf(database().read, ids);
  return others.filter(
    ({ processedAt, type, stripeEventId }) =>
      processedAt === null &&
      stripeEventId !== row.stripeEventId &&
      sharesFetch(row.type, type) !== null,
  );
}

/** Writes the effect with the marks of all that it holds for. */
const writeEffect = (
  row: WebhookEvent,
  effect: Effect,
  alike: readonly WebhookEvent[] = [],
): Promise<string | null> =>
  database().transaction(async (tx) => {
    const note = await effect(tx);
    if (note === null) return null;
    const inFull = note + versionNote(row);
    // Two deliveries of one event at once: the second takes its effect back, and finds the mark.
    if (!(await markProcessed(tx, row.stripeEventId, inFull, Date.now()))) {
      throw new ProcessedMeanwhile();
    }
    for (const other of alike) await writeAlike(tx, row, other, note);
    return inFull;
  });

/** One that was processed meanwhile has had its own effect. */
async function writeAlike(
  tx: Transaction,
  row: WebhookEvent,
  other: WebhookEvent,
  note: string,
): Promise<void> {
  const { stripeEventId, type, payload, receivedAt } = other;
  const object = findObject(payload);
  const said = `${note}${versionNote(other)}, as fetched for ${row.stripeEventId}`;
  if (!object || !(await markProcessed(tx, stripeEventId, said, Date.now()))) return;
  await sharesFetch(row.type, type)?.(tx, { stripeEventId, type, receivedAt, payload, object });
}

class ProcessedMeanwhile extends Error {
  override name = 'ProcessedMeanwhile';
}

async function park(row: WebhookEvent, why: string): Promise<string> {
  if (Date.now() - row.receivedAt >= PARKED_FOR_MS) {
    await writeEffect(row, notOurs(`${why}, an hour later`));
    return why;
  }
  await putOff(row, `parked: ${why}`);
  return why;
}

async function putOff(row: WebhookEvent, note: string): Promise<void> {
  const tried = { receivedAt: row.receivedAt, tries: row.tries + 1 };
  await database().transaction((tx) =>
    putOffEvent(tx, row.stripeEventId, note + versionNote(row), nextTryAt(tried, Date.now())),
  );
}
