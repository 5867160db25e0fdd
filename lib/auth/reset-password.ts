import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import { countGoodTokens, findGoodToken, spendEmailToken } from '@/db/queries/email-tokens';
import { endSessionsOf } from '@/db/queries/sessions';
import {
  findUserByEmail,
  listProvidersOf,
  lockPerson,
  setPassword,
  type User,
} from '@/db/queries/users';
import type { Reader, Transaction } from '@/db/database';
import { database } from '../database';
import { Failure } from '../domain/failure';
import { GOOD_LINKS } from '../domain/mail';
import { atOnce } from '../limits/at-once';
import { count } from '../limits/count-uses';
import { limits } from './auth-limits';
import { emailInput } from './email-input';
import { confirmAddress } from './confirm-address';
import { hashOfToken, mailToken } from './email-token';
import { isNoAddress } from '../domain/no-address';
import { WITH_LINK } from './hashing-queue';
import { writeMail } from '../notify/write-mail';
import { hashPassword } from './password';
import { newPasswordInput } from './password-input';
import { tokenInput } from './verify-email';

export const forgotPasswordInput = z.object({ email: emailInput });

/**
 * Every answer takes this long, in ms: longer than the writing of a mail, so that the clock does
 * not tell which addresses have accounts.
 */
const ANSWER_MS = 400;

/** So many may be asking in this process: each keeps its request for the time of an answer. */
const ASKING = { key: 'reset', most: 200 };

/**
 * Mails a way back in, where there is such an account. The answer is the same where there is none,
 * and where there are enough mails in its letter box. Throws Failure `too_many_tries` where too many
 * ask at once, whoever they ask for.
 */
export const mailPasswordReset = (
  { email }: z.output<typeof forgotPasswordInput>,
  at = Date.now(),
): Promise<void> =>
  atOnce([ASKING], async () => {
    const answerIsDue = setTimeout(ANSWER_MS);
    await mailWayIn(email, at);
    await answerIsDue;
  });

/** The same without the time that an answer takes. */
export async function mailWayIn(email: string, at: number): Promise<void> {
  const user = await findUserByEmail(database().read, email);
  if (!user || isNoAddress(email) || (await hasEnoughLinks(database().read, user, at))) return;
  await database().transaction((tx) => writeResetMail(tx, user, at));
}

const hasEnoughLinks = async (db: Reader, user: User, at: number): Promise<boolean> =>
  (await countGoodTokens(db, user.id, 'reset_password', at)) >= GOOD_LINKS.reset_password;

/**
 * Writes no mail where as many good links as may be are out: any of them does, so that whoever asks in
 * somebody's name neither ends the link that its owner has nor fills the letter box.
 */
async function writeResetMail(tx: Transaction, user: User, at: number): Promise<void> {
  const kind = 'reset_password';
  await lockPerson(tx, user.id);
  // Looked at again, now that nobody else writes one for them.
  if (await hasEnoughLinks(tx, user, at)) return;
  if (user.passwordHash !== null) {
    await mailToken(tx, user, { kind, data: { providers: [] } }, at);
    return;
  }
  const { used } = await count(tx, limits.waysInPerAccount, user.id);
  if (used > limits.waysInPerAccount.points) return;
  // A mailed link would give the account a second way in that its owner never asked for.
  const providers = await listProvidersOf(tx, user.id);
  const newsKey = `${kind}:${user.id}:${at}`;
  const data = { providers };
  await writeMail(tx, { kind, data, userId: user.id, orderId: null, newsKey }, at);
}

export const resetPasswordInput = tokenInput.extend({ password: newPasswordInput });

export type ResetPassword = z.output<typeof resetPasswordInput>;

/** Of one account: the second is for two who press at once. One link could be sent any number of times. */
const SETTING_AT_ONCE = 2;

/**
 * Sets a new password, and ends every session and every other link. Whoever has the link reads the
 * account's mail, so the address is proved as well; and no stranger keeps them from it. Throws Failure
 * `link_over` and `too_many_tries`.
 */
export async function resetPassword(
  { token, password }: ResetPassword,
  at = Date.now(),
): Promise<Pick<User, 'id' | 'passwordHash'>> {
  const tokenHash = hashOfToken(token);
  // Asked before the hash is made: that is dear, and anybody may call this.
  const good = await findGoodToken(database().read, tokenHash, 'reset_password', at);
  if (!good) throw new Failure('link_over');
  const places = [{ key: `reset of ${good.userId}`, most: SETTING_AT_ONCE }];
  const passwordHash = await atOnce(places, () => hashPassword(password, WITH_LINK));
  return database().transaction(async (tx) => {
    const userId = await spendEmailToken(tx, tokenHash, 'reset_password', at);
    if (!userId) throw new Failure('link_over');
    await setPassword(tx, userId, passwordHash);
    await endSessionsOf(tx, userId, at);
    await confirmAddress(tx, userId, at);
    return { id: userId, passwordHash };
  });
}
