import { listMails } from '@/db/queries/mails';
import { database } from '../database';
import { mailState } from '../domain/mail-state';

/** As many rows as the desk shows at once. */
const ROWS = 50;

/** The latest mails and what became of them, without their words: links in them are good. For staff only. */
export async function listDeskMails() {
  const mails = await listMails(database().read, ROWS);
  return mails.map(
    ({ id, kind, recipient, tries, lastError, heldBack, createdAt, sentAt, dueAt }) => ({
      id,
      kind,
      recipient,
      state: mailState({ sentAt, dueAt, heldBack }),
      tries,
      lastError,
      heldBack,
      createdAt,
    }),
  );
}
