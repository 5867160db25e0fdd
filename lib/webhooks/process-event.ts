import {
  findEvent,
  markFailed,
  markProcessed,
  type WebhookEvent,
} from '@/db/queries/webhook-events';
import { database } from '../database';
import { log } from '../log';
import { handlerOf } from './handler-of';
import type { Effect, EventObject } from './handler';

/** A row is rarely written by two at once; somebody who loses this often is looking at a bug. */
const TRIES = 5;

/**
 * Does what an event asks for: fetches first, then writes the effect and the mark in one
 * transaction. An event that was processed before is left alone. A failure stands in the inbox
 * and is thrown, so that Stripe delivers the event again.
 */
export async function processEvent(stripeEventId: string): Promise<void> {
  const row = await findEvent(database().read, stripeEventId);
  if (!row || row.processedAt !== null) return;
  try {
    const note = await withEffect(row);
    log().info({ stripeEventId, type: row.type, note }, 'webhook event processed');
  } catch (error) {
    await database().transaction((tx) => markFailed(tx, stripeEventId, String(error)));
    throw error;
  }
}

async function withEffect({ stripeEventId, type, payload }: WebhookEvent): Promise<string> {
  const handler = handlerOf(type);
  for (let tries = 1; tries <= TRIES; tries++) {
    // Only what we handle must be about something with an id: a balance, for one, has none.
    const effect = handler
      ? await handler({ stripeEventId, type, object: objectOf(payload) })
      : null;
    const note = await writeEffect(
      stripeEventId,
      effect ?? (() => Promise.resolve('not ours to handle')),
    );
    if (note !== null) return note;
  }
  throw new Error(`what the event is about was written by others ${TRIES} times`);
}

const writeEffect = (stripeEventId: string, effect: Effect): Promise<string | null> =>
  database().transaction(async (tx) => {
    const note = await effect(tx);
    if (note !== null) await markProcessed(tx, stripeEventId, note, Date.now());
    return note;
  });

function objectOf(payload: unknown): EventObject {
  const { data } = payload as { data?: { object?: EventObject } };
  if (typeof data?.object?.id !== 'string') throw new Error('the event is about nothing');
  return data.object;
}
