import { and, asc, desc, eq, isNull, lt, lte, or, sql } from 'drizzle-orm';
import type { News } from '../../lib/domain/mail';
import type { Reader, Tables, Transaction } from '../database';
import { newId } from '../new-id';

export type Mail = Tables['mails']['$inferSelect'];

export type NewMail = News & Pick<Mail, 'userId' | 'orderId' | 'newsKey' | 'recipient'>;

/**
 * Writes down what is to be mailed, in the transaction of what it tells of: the one is not without
 * the other. Null where this news was written before.
 */
export async function writeMail(tx: Transaction, mail: NewMail, at: number): Promise<Mail | null> {
  const [written] = await tx
    .insert(tx.tables.mails)
    .values({ ...mail, id: newId(), dueAt: at, createdAt: at })
    .onConflictDoNothing()
    .returning();
  return written ?? null;
}

const isWaiting = ({ tables: { mails } }: Reader, at: number) =>
  and(lte(mails.dueAt, at), or(isNull(mails.claimedUntil), lt(mails.claimedUntil, at)));

export const listDueMails = (db: Reader, at: number, limit: number): Promise<Mail[]> => {
  const { mails } = db.tables;
  return db.select().from(mails).where(isWaiting(db, at)).orderBy(asc(mails.dueAt)).limit(limit);
};

/** Compare-and-set: one of many workers gets a mail, and keeps it until `until`. */
export async function claimMail(
  tx: Transaction,
  mailId: string,
  at: number,
  until: number,
): Promise<boolean> {
  const { mails } = tx.tables;
  const claimed = await tx
    .update(mails)
    .set({ claimedUntil: until, tries: sql`${mails.tries} + 1` })
    .where(and(eq(mails.id, mailId), isWaiting(tx, at)))
    .returning({ id: mails.id });
  return claimed.length === 1;
}

export async function finishMail(tx: Transaction, mailId: string, at: number): Promise<void> {
  const { mails } = tx.tables;
  await tx
    .update(mails)
    .set({ sentAt: at, dueAt: null, claimedUntil: null, lastError: null })
    .where(eq(mails.id, mailId));
}

/** After a try that failed, by whoever claimed the mail. */
export async function putOffMail(
  tx: Transaction,
  mailId: string,
  dueAt: number,
  lastError: string,
): Promise<void> {
  const { mails } = tx.tables;
  await tx.update(mails).set({ dueAt, claimedUntil: null, lastError }).where(eq(mails.id, mailId));
}

/** Without a try, and only where nobody else has claimed the mail: they may be sending it. */
export async function holdMail(
  tx: Transaction,
  mailId: string,
  at: number,
  dueAt: number,
  reason: string,
): Promise<void> {
  const { mails } = tx.tables;
  await tx
    .update(mails)
    .set({ dueAt, lastError: reason })
    .where(and(eq(mails.id, mailId), isWaiting(tx, at)));
}

/** Is not tried again: `sentAt` stays null, and the reason stays. */
export async function giveUpMail(tx: Transaction, mailId: string, reason: string): Promise<void> {
  const { mails } = tx.tables;
  await tx
    .update(mails)
    .set({ dueAt: null, claimedUntil: null, lastError: reason })
    .where(and(eq(mails.id, mailId), isNull(mails.sentAt)));
}

/** The newest first. */
export const listMails = (db: Reader, limit: number): Promise<Mail[]> => {
  const { mails } = db.tables;
  return db.select().from(mails).orderBy(desc(mails.createdAt), desc(mails.id)).limit(limit);
};

export async function findMail(db: Reader, mailId: string): Promise<Mail | null> {
  const { mails } = db.tables;
  const [mail] = await db.select().from(mails).where(eq(mails.id, mailId));
  return mail ?? null;
}
