import type { Reader, Transaction } from '@/db/database';
import type { Json } from '../domain/json';

/** What an event is about, as it was stored: a hint of where to look, not the truth. */
export type EventObject = { id: string } & { readonly [key: string]: Json | undefined };

/** An event as it stands in the inbox, `receivedAt` in ms. */
export type StoredEvent = {
  stripeEventId: string;
  type: string;
  receivedAt: number;
  payload: unknown;
  object: EventObject;
};

/**
 * Why an event can tell nothing that our rows do not, as a sentence for the inbox; null where it has to
 * be handled. Asks nobody and writes nothing.
 */
export type NoNews = (db: Reader, event: StoredEvent) => Promise<string | null>;

/**
 * Writes the effect of an event, in the transaction that marks it processed. Returns a sentence
 * for the inbox; null where something was written since the fetch, which is then repeated.
 */
export type Effect = (tx: Transaction) => Promise<string | null>;

/**
 * An effect that comes of a fetch. It holds for every event about the same object that was written down
 * before that fetch began.
 */
export type Fetched = Effect & { readonly isFetched: true };

export const fetched = (effect: Effect): Fetched =>
  Object.assign(effect, { isFetched: true } as const);

/** The event names something of ours that is not there yet: it waits in the inbox, and says why. */
export type Parked = { parked: string };

/** A click is sending what the event tells of: it waits until that click is over, or `until`, in ms. */
export type AwaitsClick = { click: { orderId: string; until: number } };

/** Fetches what an event is about, outside of any transaction. Null where it is not ours. */
export type Handler = (
  event: StoredEvent,
) => Promise<Effect | Fetched | Parked | AwaitsClick | null>;

/** What an event means by itself, besides what a fetch says: written where another one was fetched for it. */
export type ByItself = (tx: Transaction, event: StoredEvent) => Promise<void>;

/** What an event that is not ours comes to: it is processed, and says why. */
export const notOurs =
  (why: string): Effect =>
  () =>
    Promise.resolve(`not ours to handle: ${why}`);
