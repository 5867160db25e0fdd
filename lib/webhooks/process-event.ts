import {
  findEvent,
  markProcessed,
  putOffEvent,
  type WebhookEvent,
} from '@/db/queries/webhook-events';
import { database } from '../database';
import { isStripeId } from '../domain/ids';
import { log } from '../log';
import { isInOurVersion } from '../stripe/events';
import { stripeBinding } from '../stripe-binding';
import { untilWritten } from '../until-written';
import { handlerOf } from './handler-of';
import { notOurs, type Effect, type EventObject, type Handler } from './handler';
import { nextTryAt, PARKED_FOR_MS } from './next-try';

/**
 * Does what an event asks for: fetches first, then writes the effect and the mark in one
 * transaction. An event that was processed before is left alone. One that names an order which is
 * not there yet is put off. A failure stands in the inbox with the time of the next try, and is
 * thrown, so that Stripe delivers the event again, too.
 */
export async function processEvent(stripeEventId: string): Promise<void> {
  const row = await findEvent(database().read, stripeEventId);
  if (!row || row.processedAt !== null) return;
  try {
    const note = await withEffect(row);
    log().info({ stripeEventId, type: row.type, note }, 'webhook event handled');
  } catch (error) {
    if (error instanceof ProcessedMeanwhile) return;
    await putOff(row, String(error));
    throw error;
  }
}

async function withEffect(row: WebhookEvent): Promise<string> {
  const { stripeEventId, type, payload } = row;
  const handler = handlerOf(type);
  // What keys of another account cannot find would be taken for what is gone.
  if (handler) await stripeBinding();
  return untilWritten(`what ${stripeEventId} is about`, async () => {
    const outcome = handler ? await handled({ stripeEventId, type, payload }, handler) : null;

    if (outcome && 'parked' in outcome) return park(row, outcome.parked);
    return writeEffect(row, outcome ?? says('not ours to handle'));
  });
}

/** Only what we handle must be about something with an id: a balance, for one, has none. */
async function handled(
  { stripeEventId, type, payload }: Pick<WebhookEvent, 'stripeEventId' | 'type' | 'payload'>,
  handler: Handler,
): ReturnType<Handler> {
  const object = findObject(payload);
  return object ? handler({ stripeEventId, type, object }) : notOurs('it is about nothing');
}

const says =
  (note: string): Effect =>
  () =>
    Promise.resolve(note);

const writeEffect = (row: WebhookEvent, effect: Effect): Promise<string | null> =>
  database().transaction(async (tx) => {
    const note = await effect(tx);
    if (note === null) return null;
    const inFull = note + versionNote(row);
    // Two deliveries of one event at once: the second takes its effect back, and finds the mark.
    if (!(await markProcessed(tx, row.stripeEventId, inFull, Date.now()))) {
      throw new ProcessedMeanwhile();
    }
    return inFull;
  });

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

/** Nothing depends on it, because everything is fetched in our own version; but it is to be seen. */
const versionNote = ({ apiVersion }: WebhookEvent): string =>
  isInOurVersion(apiVersion) ? '' : ` (told in ${apiVersion})`;

function findObject(payload: unknown): EventObject | null {
  const { data } = payload as { data?: { object?: EventObject } };
  return data?.object && isStripeId(data.object.id) ? data.object : null;
}
