import { z } from 'zod';
import { insertUser } from '@/db/queries/users';
import { database } from '../database';
import { Failure } from '../domain/failure';
import { typedLine } from '../domain/text-input';
import { emailInput } from './email-input';
import { mailToken } from './email-token';
import { hashPassword } from './password';
import { newPasswordInput } from './password-input';

export const signUpInput = z.object({
  name: typedLine({
    most: 80,
    missing: 'name_missing',
    tooLong: 'name_too_long',
    unreadable: 'name_unreadable',
  }),
  email: emailInput,
  password: newPasswordInput,
});

export type SignUp = z.output<typeof signUpInput>;

/** Makes the account, and mails a link that proves its address. Throws Failure `email_taken`. */
export async function signUp(input: SignUp): Promise<void> {
  const passwordHash = await hashPassword(input.password);
  const { name, email } = input;
  const at = Date.now();
  await database().transaction(async (tx) => {
    const user = await insertUser(tx, { name, email, passwordHash, role: 'buyer' }, at);
    if (!user) throw new Failure('email_taken');
    await mailToken(tx, user, { kind: 'verify_email', data: {} }, at);
  });
}
