import { z } from 'zod';
import { listInbox } from '@/db/queries/desk-inbox';
import { findEvent, type InboxRow } from '@/db/queries/webhook-events';
import { database } from '../database';
import type { DeskEventRow, DeskEventView, DeskPage } from '../domain/desk-view';
import { inboxState } from '../domain/inbox';
import { pageQuery, readPageToken, shownPage } from './page-token';
import { eventLink } from './stripe-link';

const ROWS = 50;

/** Which events the inbox's address asks for. Whatever else stands there is taken for nothing. */
export const inboxQuery = pageQuery.extend({
  show: z.enum(['all', 'unprocessed']).catch('all'),
});

/** What Stripe told us, the newest first. For staff only. */
export async function readInbox(
  query: z.output<typeof inboxQuery>,
): Promise<DeskPage<DeskEventRow>> {
  const onlyUnprocessed = query.show === 'unprocessed';
  const request = readPageToken(query.page, ROWS);
  const page = await listInbox(database().read, { onlyUnprocessed }, request);
  return shownPage(page, toEvent);
}

/** One event with what it carries; null where it never came. For staff only. */
export async function findDeskEvent(stripeEventId: string): Promise<DeskEventView | null> {
  const event = await findEvent(database().read, stripeEventId);
  if (!event) return null;
  const { apiVersion, payload } = event;
  return { ...toEvent(event), apiVersion, payload, stripe: eventLink(stripeEventId) };
}

const toEvent = (event: InboxRow): DeskEventRow => ({
  stripeEventId: event.stripeEventId,
  type: event.type,
  state: inboxState(event),
  tries: event.tries,
  note: event.note,
  receivedAt: event.receivedAt,
  processedAt: event.processedAt,
  nextTryAt: event.nextTryAt,
});
