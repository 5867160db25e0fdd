import { randomUUID } from 'node:crypto';
import { and, eq, inArray, isNull, lte } from 'drizzle-orm';
import { builtOnce, given } from '../built-once';
import type { Reader, Tables, Transaction } from '../database';
import type { User } from './users';

export type Session = Tables['sessions']['$inferSelect'];

export type NewSession = Omit<Session, 'id' | 'createdAt' | 'lastSeenAt' | 'endedAt'>;

export async function insertSession(
  tx: Transaction,
  session: NewSession,
  at: number,
): Promise<Session> {
  // Not `newId`, which tells the time that it was made at.
  const row = { ...session, id: randomUUID(), createdAt: at, lastSeenAt: at, endedAt: null };
  await tx.insert(tx.tables.sessions).values(row);
  return row;
}

/** With whose it is. By its id alone: that is what a browser has. Ended ones are found, too. */
const sessionById = builtOnce((db: Reader) => {
  const { sessions, users } = db.tables;
  return db
    .select({ session: sessions, user: users })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(eq(sessions.id, given(sessions.id, 'sessionId')));
});

export async function findSession(
  db: Reader,
  sessionId: string,
): Promise<{ session: Session; user: User } | null> {
  const [row] = await sessionById(db, { sessionId });
  return row ?? null;
}

/** The latest begun first, ended ones too. */
export async function listSessionsOf(db: Reader, userId: string): Promise<Session[]> {
  const { sessions } = db.tables;
  const rows = await db.select().from(sessions).where(eq(sessions.userId, userId));
  return rows.sort((a, b) => b.createdAt - a.createdAt);
}

/**
 * Compare-and-set on the visit that was read: of many requests of one page, one writes. One that has
 * ended meanwhile stays as it is.
 */
export async function noteVisit(
  tx: Transaction,
  { id, lastSeenAt }: Pick<Session, 'id' | 'lastSeenAt'>,
  at: number,
): Promise<void> {
  const { sessions } = tx.tables;
  await tx
    .update(sessions)
    .set({ lastSeenAt: at })
    .where(and(eq(sessions.id, id), eq(sessions.lastSeenAt, lastSeenAt), isNull(sessions.endedAt)));
}

/** The first end stays. */
export async function endSession(
  tx: Transaction,
  userId: string,
  sessionId: string,
  at: number,
): Promise<void> {
  const { sessions } = tx.tables;
  await tx
    .update(sessions)
    .set({ endedAt: at })
    .where(and(eq(sessions.id, sessionId), eq(sessions.userId, userId), isNull(sessions.endedAt)));
}

/** Ends every session of a person. */
export async function endSessionsOf(tx: Transaction, userId: string, at: number): Promise<void> {
  const { sessions } = tx.tables;
  await tx
    .update(sessions)
    .set({ endedAt: at })
    .where(and(eq(sessions.userId, userId), isNull(sessions.endedAt)));
}

/**
 * Deletes at most so many whose last visit was at `before` or earlier, in ms, and gives how many
 * there were. Whoever calls it takes a time so long ago that all of them are over.
 */
export async function deleteSessionsUnseenSince(
  tx: Transaction,
  before: number,
  limit: number,
): Promise<number> {
  const { sessions } = tx.tables;
  const unseen = lte(sessions.lastSeenAt, before);
  const some = tx.select({ id: sessions.id }).from(sessions).where(unseen).limit(limit);
  // Asked again: one may have been visited since it was chosen.
  const deleted = await tx
    .delete(sessions)
    .where(and(inArray(sessions.id, some), unseen))
    .returning({ id: sessions.id });
  return deleted.length;
}
