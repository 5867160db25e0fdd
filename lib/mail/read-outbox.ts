import { findMail, listMails, type Mail } from '@/db/queries/mails';
import { database } from '../database';
import { mailState, type MailKind, type MailState } from '../domain/mail-state';
import { compose } from './compose';
import { mailRoute } from './route';

/** As many as one page shows. */
const ROWS = 100;

/**
 * Whether mail stays here, to be read by whoever is at this machine. Anywhere else its links would
 * be open to everybody.
 */
export const hasLocalOutbox = (): boolean => mailRoute().kind === 'local';

export type OutboxMail = {
  id: string;
  kind: MailKind;
  state: MailState;
  recipient: string;
  subject: string;
  createdAt: number;
  lastError: string | null;
  text: string;
  html: string;
};

// A link is made for the time when the mail was sent, so that it is no younger than the mail.
const toOutboxMail = (mail: Mail): OutboxMail => {
  const { subject, text, html } = compose(mail, mail.sentAt ?? mail.createdAt);
  const { id, kind, recipient, createdAt, lastError } = mail;
  return { id, kind, state: mailState(mail), recipient, subject, createdAt, lastError, text, html };
};

/** False for one that was kept long enough: there is nothing left to make its words from. */
const isWhole = ({ emptiedAt }: Mail): boolean => emptiedAt === null;

/** The latest mails, the newest first. For the local outbox only: they hold links that are good. */
export async function listOutbox(): Promise<OutboxMail[]> {
  const mails = await listMails(database().read, ROWS);
  return mails.filter(isWhole).map(toOutboxMail);
}

export async function findOutboxMail(mailId: string): Promise<OutboxMail | null> {
  const mail = await findMail(database().read, mailId);
  return mail && isWhole(mail) ? toOutboxMail(mail) : null;
}
