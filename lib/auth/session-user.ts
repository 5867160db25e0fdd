import type { Session } from 'next-auth';
import { findUser, type User } from '@/db/queries/users';
import { database } from '../database';

/**
 * The person behind a session, or null. The token alone is not believed: the person must exist,
 * and the session must not have been ended from elsewhere.
 */
export async function findUserOfSession(session: Session | null): Promise<User | null> {
  if (!session?.userId) return null;
  const user = await findUser(database().read, session.userId);
  return user && user.sessionEpoch === session.sessionEpoch ? user : null;
}
