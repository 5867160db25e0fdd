import { readPerson } from '@/db/queries/person';
import { findUser, findUserByEmail, type User } from '@/db/queries/users';
import { database } from '../database';

/** By what somebody writes to the shop: an email address, in any case, or the account's id. Null for nobody. */
export async function findPerson(emailOrId: string): Promise<User | null> {
  const { read } = database();
  const given = emailOrId.trim();
  return (await findUserByEmail(read, given.toLowerCase())) ?? (await findUser(read, given));
}

/**
 * All that the shop holds of a person, by table: no hash, no key, and nothing of anybody else. What
 * Stripe holds beside it is told by Stripe. Null for nobody.
 */
export async function exportPerson(
  userId: string,
  at = Date.now(),
): Promise<{ exportedAt: number; data: Awaited<ReturnType<typeof readPerson>> } | null> {
  const { read } = database();
  if (!(await findUser(read, userId))) return null;
  return { exportedAt: at, data: await readPerson(read, userId) };
}
