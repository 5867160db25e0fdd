import {
  getMailFacts,
  holdBackMail,
  insertMail,
  type Mail,
  type MailNews,
} from '@/db/queries/mails';
import type { Reader, Transaction } from '@/db/database';
import type { HeldBack } from '../domain/mail-state';
import {
  isConfirmedOwn,
  matterOf,
  recipientOf,
  whyHeldBack,
  type Facts,
  type Matter,
} from '../domain/mail-rule';
import { mailboxOf } from '../domain/mailbox';
import { count, type Limit } from '../limits/count-uses';

const DAY_S = 24 * 60 * 60;

/**
 * What a letter box gets in a day whose owner has not told us that it is theirs, whoever causes it.
 * A link that does not come is asked for a few times: with the one from sign-up that makes six.
 * Nobody buys, or is given back, twenty times a day without having confirmed an address by then.
 */
const limits = {
  proof: { name: 'mailbox-proof', points: 6, seconds: DAY_S },
  money: { name: 'mailbox-money', points: 20, seconds: DAY_S },
} satisfies Record<string, Limit>;

/**
 * Writes down what is to be mailed, in the transaction of what it tells of: the one is not without
 * the other. Whom it goes to follows from what it is. Null where this news was written before. A mail
 * that may not go is written as well, with the reason in `heldBack`. `dueAt` is for news that can be taken
 * back until then. In ms.
 */
export async function writeMail(
  tx: Transaction,
  news: MailNews,
  at: number,
  dueAt = at,
): Promise<Mail | null> {
  const facts = await getMailFacts(tx, news);
  const matter = matterOf(news);
  const recipient = recipientOf(matter, facts);
  const mail = await insertMail(tx, { ...news, recipient, dueAt }, at);
  if (!mail) return null;
  const heldBack =
    whyHeldBack(matter, recipient, facts) ?? (await countMail(tx, matter, recipient, facts));
  if (heldBack === null) return mail;
  await holdBackMail(tx, mail.id, heldBack, dueAt);
  return { ...mail, heldBack, dueAt: null };
}

/** The same question when it leaves: what was true when it was written may not be any more. */
export async function whyNotNow(db: Reader, mail: Mail): Promise<HeldBack | null> {
  return whyHeldBack(matterOf(mail), mail.recipient, await getMailFacts(db, mail));
}

async function countMail(
  tx: Transaction,
  matter: Matter,
  recipient: string,
  facts: Facts,
): Promise<HeldBack | null> {
  if (isConfirmedOwn(recipient, facts)) return null;
  const limit = matter === 'proof' ? limits.proof : limits.money;
  const { used } = await count(tx, limit, mailboxOf(recipient));
  return used > limit.points ? 'day_is_full' : null;
}
