import { and, asc, desc, eq, gt, isNull } from 'drizzle-orm';
import type { News } from '../../lib/domain/mail';
import type { HeldBack } from '../../lib/domain/mail-state';
import type { Facts } from '../../lib/domain/mail-rule';
import { insertOnce } from '../built-once';
import type { Reader, Tables, Transaction } from '../database';
import { newId } from '../new-id';
import { claimWork, finishWork, isWaiting, putOffWork, type DueWork } from './due-work';

export type Mail = Tables['mails']['$inferSelect'];

/** What is to be told, and whose it is. */
export type MailNews = News & Pick<Mail, 'userId' | 'orderId' | 'newsKey'>;

export type NewMail = MailNews & Pick<Mail, 'recipient'> & { dueAt?: number };

const newMail = insertOnce(
  ({ mails }) => mails,
  (insert) => insert.onConflictDoNothing().returning(),
);

/**
 * A row for what is to be mailed, which asks nobody whether it may be: that is `writeMail` in
 * lib/notify. Null where this news was written before.
 */
export async function insertMail(tx: Transaction, mail: NewMail, at: number): Promise<Mail | null> {
  const [written] = await newMail(tx, { dueAt: at, ...mail, id: newId(), createdAt: at });
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

/** Does not go out, for a reason that is no fault. Only where nobody has claimed the mail: they may be sending it. */
export async function holdBackMail(
  tx: Transaction,
  mailId: string,
  heldBack: HeldBack,
  at: number,
): Promise<void> {
  const { mails } = tx.tables;
  await tx
    .update(mails)
    .set({ heldBack, dueAt: null })
    .where(and(eq(mails.id, mailId), isWaiting(mailsIn(tx), at)));
}

/**
 * Keeps a mail from going out, because what it tells of was undone. False where somebody has taken it up
 * before, whatever came of that: it may be with its reader.
 */
export async function takeBackMail(tx: Transaction, mailId: string): Promise<boolean> {
  const { mails } = tx.tables;
  const kept = await tx
    .update(mails)
    .set({ heldBack: 'taken_back', dueAt: null })
    .where(and(eq(mails.id, mailId), isNull(mails.sentAt), eq(mails.tries, 0)))
    .returning({ id: mails.id });
  return kept.length === 1;
}

/** An address was confirmed: what was held back because it was not is due at `at`, if no older than `since`. */
export async function releaseMails(
  tx: Transaction,
  userId: string,
  since: number,
  at: number,
): Promise<void> {
  const { mails } = tx.tables;
  await tx
    .update(mails)
    .set({ heldBack: null, dueAt: at })
    .where(
      and(
        eq(mails.userId, userId),
        eq(mails.heldBack, 'address_unconfirmed'),
        gt(mails.createdAt, since),
      ),
    );
}

/** What decides whether a mail may go: whose it is, and what it is about. */
export async function getMailFacts(
  db: Reader,
  { userId, orderId }: Pick<Mail, 'userId' | 'orderId'>,
): Promise<Facts> {
  const { users, orders } = db.tables;
  const [user] = await db.select().from(users).where(eq(users.id, userId));
  if (!user) throw new Error(`a mail to nobody: ${userId}`);
  const own = { email: user.email, isConfirmed: user.emailVerifiedAt !== null };
  if (orderId === null) return { own, order: null };
  const [order] = await db.select().from(orders).where(eq(orders.id, orderId));
  if (!order) throw new Error(`a mail about no order: ${orderId}`);
  const { receiptEmail, paymentState } = order;
  return { own, order: { receiptEmail, isPaid: paymentState === 'paid' } };
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
export async function findMailByNews(db: Reader, newsKey: string): Promise<Mail | null> {
  const { mails } = db.tables;
  const [mail] = await db.select().from(mails).where(eq(mails.newsKey, newsKey));
  return mail ?? null;
}

export const listMailsOfOrder = (db: Reader, orderId: string): Promise<Mail[]> => {
  const { mails } = db.tables;
  return db
    .select()
    .from(mails)
    .where(eq(mails.orderId, orderId))
    .orderBy(asc(mails.createdAt), asc(mails.id));
};
