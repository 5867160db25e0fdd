import { and, asc, desc, eq } from 'drizzle-orm';
import type { News } from '../../lib/domain/mail';
import type { Reader, Tables, Transaction } from '../database';
import { newId } from '../new-id';
import { claimWork, finishWork, isWaiting, putOffWork, type DueWork } from './due-work';

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

const mailsIn = ({ tables }: Reader) =>
  ({
    table: tables.mails,
    key: 'id',
    dueAt: 'dueAt',
    claimedUntil: 'claimedUntil',
    finishedAt: 'sentAt',
    said: 'lastError',
    tries: 'tries',
    triesCountAt: 'claim',
  }) satisfies DueWork<Tables['mails']>;

export const listDueMails = (db: Reader, at: number, limit: number): Promise<Mail[]> => {
  const { mails } = db.tables;
  return db
    .select()
    .from(mails)
    .where(isWaiting(mailsIn(db), at))
    .orderBy(asc(mails.dueAt))
    .limit(limit);
};

/** One of many workers gets a mail that it saw due at `at`, and keeps it until `until`. In ms. */
export const claimMail = (
  tx: Transaction,
  { id, dueAt }: Pick<Mail, 'id' | 'dueAt'>,
  at: number,
  until: number,
): Promise<boolean> => claimWork(tx, mailsIn(tx), { key: id, dueAt }, { at, until });

export const finishMail = (tx: Transaction, mailId: string, at: number): Promise<boolean> =>
  finishWork(tx, mailsIn(tx), mailId, { at, said: null });

/** After a try that failed, by whoever claimed the mail. */
export const putOffMail = (
  tx: Transaction,
  mailId: string,
  dueAt: number,
  lastError: string,
): Promise<boolean> => putOffWork(tx, mailsIn(tx), mailId, { dueAt, said: lastError });

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
    .where(and(eq(mails.id, mailId), isWaiting(mailsIn(tx), at)));
}

/** Is not tried again: `sentAt` stays null, and the reason stays. */
export const giveUpMail = (tx: Transaction, mailId: string, reason: string): Promise<boolean> =>
  putOffWork(tx, mailsIn(tx), mailId, { dueAt: null, said: reason });

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

/** Everything that was written about an order, the oldest first. */
export const listMailsOfOrder = (db: Reader, orderId: string): Promise<Mail[]> => {
  const { mails } = db.tables;
  return db
    .select()
    .from(mails)
    .where(eq(mails.orderId, orderId))
    .orderBy(asc(mails.createdAt), asc(mails.id));
};
