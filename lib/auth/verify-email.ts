import { z } from 'zod';
import { findGoodToken, spendEmailToken } from '@/db/queries/email-tokens';
import type { User } from '@/db/queries/users';
import type { EmailTokenPurpose } from '@/db/types';
import { database } from '../database';
import { Failure } from '../domain/failure';
import { confirmAddress } from './confirm-address';
import { hashOfToken, mailToken } from './email-token';
import { isNoAddress } from '../domain/no-address';
import { limits, throttle } from './auth-limits';

/** What stands in a link of ours has 43 characters. */
export const tokenInput = z.object({ token: z.string().min(1).max(100) });

/** Whether a link is still good. Only looks: mail scanners open links, too. */
export async function isGoodLink(token: unknown, purpose: EmailTokenPurpose): Promise<boolean> {
  const parsed = tokenInput.safeParse({ token });
  if (!parsed.success) return false;
  const hash = hashOfToken(parsed.data.token);
  return (await findGoodToken(database().read, hash, purpose, Date.now())) !== null;
}

/**
 * Takes the token for proof that its account's address is its owner's, whoever is signed in here:
 * mail is often read on another device. Throws Failure `link_over`.
 */
export async function verifyEmail({ token }: { token: string }, at = Date.now()): Promise<void> {
  await database().transaction(async (tx) => {
    const userId = await spendEmailToken(tx, hashOfToken(token), 'verify_email', at);
    if (!userId) throw new Failure('link_over');
    await confirmAddress(tx, userId, at);
  });
}

/** Mails the link again, which ends the ones before it. Throws Failure `too_many_tries`. */
export async function sendVerificationAgain(user: User, at = Date.now()): Promise<void> {
  if (user.emailVerifiedAt !== null || isNoAddress(user.email)) return;
  await throttle(limits.verificationPerAccount, user.id);
  const isMailed = await database().transaction((tx) =>
    mailToken(tx, user, { kind: 'verify_email', data: {} }, at),
  );
  // Thrown after the commit: staff see that the mail was held back, and the links that are out stay good.
  if (!isMailed) throw new Failure('too_many_tries');
}
