import { endSession, insertSession } from '@/db/queries/sessions';
import { findUser, lockPerson } from '@/db/queries/users';
import { database } from '../database';
import { lasting, type Proof } from '../domain/session';
import type { SignedIn } from './signed-in';

/** Those of browsers are shorter; what is longer was made up. */
const LONGEST_USER_AGENT = 300;

export type Entrance = {
  userId: string;
  provedBy: Proof;
  /** The hash that the password was held against; undefined where none was asked for. */
  passwordHash?: string | null | undefined;
  /** A proof that was given before, where this sign-in proves nothing: an account that is being linked. */
  keptProof?: { provedAt: number; provedBy: Proof } | undefined;
};

/**
 * Begins a session in place of the one that the browser had, and gives its id. What was copied of the
 * old one is worth nothing from here on, so that nobody else gains by a proof that is given anew. Null
 * where the password was changed while it was being checked: the change has ended all sessions, and
 * one that begins with the old password would outlive it.
 */
export async function beginSession(
  { userId, provedBy, passwordHash, keptProof }: Entrance,
  { userAgent, before }: { userAgent: string | null; before: SignedIn | null },
  at = Date.now(),
): Promise<string | null> {
  return database().transaction(async (tx) => {
    await lockPerson(tx, userId);
    const user = await findUser(tx, userId);
    if (!user) return null;
    if (passwordHash !== undefined && passwordHash !== user.passwordHash) return null;
    if (before) await endSession(tx, before.user.id, before.session.id, at);
    const { id } = await insertSession(
      tx,
      {
        userId,
        userAgent: (userAgent ?? '').slice(0, LONGEST_USER_AGENT),
        endsAt: at + lasting[user.role].atAll,
        provedAt: at,
        provedBy,
        ...keptProof,
      },
      at,
    );
    return id;
  });
}
