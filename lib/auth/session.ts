import type { Route } from 'next';
import { redirect } from 'next/navigation';
import { raiseSessionEpoch, type User } from '@/db/queries/users';
import { database } from '../database';
import { nextAuth } from './next-auth';
import { findUserOfSession } from './session-user';

/** The person behind the request's session, or null. */
export const findSignedInUser = async (): Promise<User | null> =>
  findUserOfSession(await nextAuth().auth());

/** For pages: sends signed-out people to sign-in, and back to `path` afterwards. */
export async function requireUser(path: string): Promise<User> {
  const user = await findSignedInUser();
  if (!user) redirect(`/sign-in?next=${encodeURIComponent(path)}` as Route);
  return user;
}

/** Ends every session of a person, on this device and on all others. */
export const endSessionsOf = (userId: string): Promise<void> =>
  database().transaction((tx) => raiseSessionEpoch(tx, userId));
