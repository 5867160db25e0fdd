import { z } from 'zod';
import { findUserByEmail } from '@/db/queries/users';
import { database } from '../database';
import { emailInput } from './email-input';
import { passwordFits } from './password';

/**
 * Longer ones only make the hash slow. More than a password may be long, because a keyboard may
 * take up to four characters for one.
 */
const MAX_PASSWORD = 800;

export const signInInput = z.object({
  email: emailInput,
  password: z.string().min(1, 'password_missing').max(MAX_PASSWORD, 'password_too_long'),
});

/** Null for an unknown account and for a wrong password alike, after the same time. */
export async function checkCredentials(input: unknown) {
  const parsed = signInInput.safeParse(input);
  if (!parsed.success) return null;
  const user = await findUserByEmail(database().read, parsed.data.email);
  const fits = await passwordFits(parsed.data.password, user?.passwordHash ?? null);
  return user && fits ? { id: user.id, sessionEpoch: user.sessionEpoch } : null;
}
