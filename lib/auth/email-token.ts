import { createHash, createHmac, randomUUID } from 'node:crypto';
import { issueEmailToken } from '@/db/queries/email-tokens';
import type { User } from '@/db/queries/users';
import type { Transaction } from '@/db/database';
import { GOOD_LINKS, LINK_LASTS_MS, type MailData } from '../domain/mail';
import { writeMail } from '../notify/write-mail';
import { signingKey } from '../signing-key';

/**
 * The token in the link of a mail: nobody guesses it without our key, and it need not be stored.
 * A mail that is sent a second time carries the same one, so that neither of the two is dead.
 */
export const tokenOfMail = (mailId: string): string =>
  createHmac('sha256', signingKey('e-mail token')).update(mailId).digest('base64url');

/** Tokens are long and random: a hash without salt or cost is enough to keep them from a reader. */
export const hashOfToken = (token: string): string =>
  createHash('sha256').update(token).digest('base64url');

type Asked =
  | { kind: 'verify_email'; data: MailData<'verify_email'> }
  | { kind: 'reset_password'; data: MailData<'reset_password'> };

/**
 * Writes down a mail with a link that is good once. Of the links of the same kind from before only the
 * last few stay good, or none (`GOOD_LINKS`). False where the mail is held back: all of them stay good then.
 */
export async function mailToken(
  tx: Transaction,
  user: Pick<User, 'id' | 'email'>,
  asked: Asked,
  at: number,
): Promise<boolean> {
  const mail = await writeMail(
    tx,
    {
      ...asked,
      userId: user.id,
      orderId: null,
      // Asked for again is news again.
      newsKey: `${asked.kind}:${randomUUID()}`,
    },
    at,
  );
  if (!mail) throw new Error(`the mail ${asked.kind} was not written`);
  if (mail.heldBack !== null) return false;
  const tokenHash = hashOfToken(tokenOfMail(mail.id));
  const expiresAt = at + LINK_LASTS_MS[asked.kind];
  const token = { tokenHash, userId: user.id, purpose: asked.kind, expiresAt };
  await issueEmailToken(tx, token, GOOD_LINKS[asked.kind], at);
  return true;
}
