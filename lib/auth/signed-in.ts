import { cookies } from 'next/headers';
import { cache } from 'react';
import { findSession, type Session } from '@/db/queries/sessions';
import type { User } from '@/db/queries/users';
import { database } from '../database';
import { isLive } from '../domain/session';
import { sessionIdIn } from './session-cookie';

export type SignedIn = { user: User; session: Session };

/** A session that is good at `at`, in ms, and whose it is. Null for one that is over, or none. */
export async function findLiveSession(
  sessionId: string,
  at = Date.now(),
): Promise<SignedIn | null> {
  const found = await findSession(database().read, sessionId);
  return found && isLive(found.session, found.user.role, at) ? found : null;
}

// The frame, the page and its title ask for the same.
const findOnce = cache((sessionId: string) => findLiveSession(sessionId));

/**
 * The person behind the request and their session, or null. The cookie alone is not believed: it
 * names a row, and the row says whether the session is over.
 */
export async function findSignedIn(): Promise<SignedIn | null> {
  const sessionId = await sessionIdIn(await cookies());
  return sessionId === null ? null : findOnce(sessionId);
}
