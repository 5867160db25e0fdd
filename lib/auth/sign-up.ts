import { z } from 'zod';
import { insertUser } from '@/db/queries/users';
import { database } from '../database';
import { Failure } from '../domain/failure';
import { emailInput } from './email-input';
import { hashPassword } from './password';

/** NIST SP 800-63B: length is what counts; no rules about kinds of characters. */
const MIN_PASSWORD = 10;
const MAX_PASSWORD = 200;

export const signUpInput = z.object({
  name: z.string().trim().min(1, 'name_missing').max(80, 'name_too_long'),
  email: emailInput,
  password: z
    .string()
    .min(MIN_PASSWORD, 'password_too_short')
    .max(MAX_PASSWORD, 'password_too_long'),
});

export type SignUp = z.output<typeof signUpInput>;

/** Throws Failure `email_taken`. */
export async function signUp(input: SignUp): Promise<void> {
  const passwordHash = await hashPassword(input.password);
  const { name, email } = input;
  const user = await database().transaction((tx) =>
    insertUser(tx, { name, email, passwordHash, role: 'buyer' }, Date.now()),
  );
  if (!user) throw new Failure('email_taken');
}
