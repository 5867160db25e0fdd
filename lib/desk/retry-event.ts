import { z } from 'zod';
import { findEvent } from '@/db/queries/webhook-events';
import type { User } from '@/db/queries/users';
import { database } from '../database';
import { Failure } from '../domain/failure';
import { inboxState, type InboxState } from '../domain/inbox';
import { log } from '../log';
import { processEvent } from '../webhooks/process-event';
import { assertStaff, recordAction } from '../audit';

export const eventInput = z.object({ stripeEventId: z.string().min(1).max(255) });

export type Retried = { state: InboxState; note: string | null };

/**
 * Processes an event now, at the word of somebody of the staff; one that was processed already is
 * left alone. What came of it stands in the inbox, a failure too, and is the answer. Throws Failure
 * `not_found`, to anybody but staff too.
 */
export async function retryEvent(
  staff: User,
  { stripeEventId }: z.output<typeof eventInput>,
): Promise<Retried> {
  assertStaff(staff);
  const isOpen = await database().transaction(async (tx) => {
    const event = await findEvent(tx, stripeEventId);
    if (!event) throw new Failure('not_found');
    if (event.processedAt !== null) return false;
    const deed = { stripeEventId, data: { type: event.type, tries: event.tries } };
    await recordAction(tx, staff.id, 'retry_event', deed, Date.now());
    return true;
  });
  if (isOpen) await tryToProcess(stripeEventId);
  const event = await findEvent(database().read, stripeEventId);
  if (!event) throw new Failure('not_found');
  return { state: inboxState(event), note: event.note };
}

async function tryToProcess(stripeEventId: string): Promise<void> {
  try {
    await processEvent(stripeEventId);
  } catch (error) {
    // Its reason stands in the inbox by now, where whoever pressed the button reads it.
    log().warn({ error, stripeEventId }, 'an event failed again when staff retried it');
  }
}
