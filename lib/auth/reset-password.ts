import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import { findGoodToken, spendEmailToken } from '@/db/queries/email-tokens';
import { writeMail } from '@/db/queries/mails';
import {
  findUserByEmail,
  listProvidersOf,
  raiseSessionEpoch,
  setEmailVerified,
  setPassword,
  type User,
} from '@/db/queries/users';
import type { Transaction } from '@/db/database';
import { database } from '../database';
import { Failure } from '../domain/failure';
import { emailInput } from './email-input';
import { hashOfToken, mailToken } from './email-token';
import { isNoAddress } from './no-address';
import { hashPassword } from './password';
import { newPasswordInput } from './password-input';
import { tokenInput } from './verify-email';

export const forgotPasswordInput = z.object({ email: emailInput });

/**
 * Every answer takes this long, in ms: longer than the writing of a mail, so that the clock does
 * not tell which addresses have accounts.
 */
const ANSWER_MS = 400;

/** Mails a way back in, where there is such an account. The answer is the same where there is none. */
export async function mailPasswordReset(
  { email }: z.output<typeof forgotPasswordInput>,
  at = Date.now(),
): Promise<void> {
  const answerIsDue = setTimeout(ANSWER_MS);
  const user = await findUserByEmail(database().read, email);
  if (user && !isNoAddress(email)) {
    await database().transaction((tx) => writeResetMail(tx, user, at));
  }
  await answerIsDue;
}

async function writeResetMail(tx: Transaction, user: User, at: number): Promise<void> {
  const kind = 'reset_password';
  if (user.passwordHash !== null) {
    await mailToken(tx, user, { kind, data: { providers: [] } }, at);
    return;
  }
  // A mailed link would give the account a second way in that its owner never asked for.
  const providers = await listProvidersOf(tx, user.id);
  const newsKey = `${kind}:${user.id}:${at}`;
  const data = { providers };
  await writeMail(
    tx,
    { kind, data, userId: user.id, orderId: null, newsKey, recipient: user.email },
    at,
  );
}

export const resetPasswordInput = tokenInput.extend({ password: newPasswordInput });

/**
 * Sets a new password and ends every session. Whoever has the link reads the account's mail, so
 * the address is proved as well. Throws Failure `link_over`.
 */
export async function resetPassword(
  { token, password }: z.output<typeof resetPasswordInput>,
  at = Date.now(),
): Promise<void> {
  const tokenHash = hashOfToken(token);
  // Asked before the hash is made: that is dear, and anybody may call this.
  if (!(await findGoodToken(database().read, tokenHash, 'reset_password', at))) {
    throw new Failure('link_over');
  }
  const passwordHash = await hashPassword(password);
  await database().transaction(async (tx) => {
    const userId = await spendEmailToken(tx, tokenHash, 'reset_password', at);
    if (!userId) throw new Failure('link_over');
    await setPassword(tx, userId, passwordHash);
    await raiseSessionEpoch(tx, userId);
    await setEmailVerified(tx, userId, at);
  });
}
