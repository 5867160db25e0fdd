import { z } from 'zod';
import { insertUser, type User } from '@/db/queries/users';
import { database } from '../database';
import { Failure } from '../domain/failure';
import { typedLine } from '../domain/text-input';
import { newEmailInput } from './email-input';
import { mailToken } from './email-token';
import { hashPassword } from './password';
import { newPasswordInput } from './password-input';

export const nameInput = typedLine({
  most: 80,
  missing: 'name_missing',
  tooLong: 'name_too_long',
  unreadable: 'name_unreadable',
});

export const signUpInput = z.object({
  name: nameInput,
  email: newEmailInput,
  password: newPasswordInput,
});

export type SignUp = z.output<typeof signUpInput>;

/**
 * Makes the account, and mails a link that proves its address. Throws Failure `email_taken`, and
 * `too_many_tries` where too many sign up at once.
 */
export async function signUp(input: SignUp): Promise<User> {
  const passwordHash = await hashPassword(input.password, { who: 'newcomer' });
  const { name, email } = input;
  const at = Date.now();
  return database().transaction(async (tx) => {
    const user = await insertUser(tx, { name, email, passwordHash, role: 'buyer' }, at);
    if (!user) throw new Failure('email_taken');
    await mailToken(tx, user, { kind: 'verify_email', data: {} }, at);
    return user;
  });
}
