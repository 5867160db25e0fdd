import { hash, verify } from '@node-rs/argon2';

/**
 * argon2id with 19 MiB, two passes and one lane.
 * Source: OWASP Password Storage Cheat Sheet.
 */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const hashPassword = (password: string): Promise<string> => hash(password, COST);

/** The hash of no password: comparing with it takes as long as comparing with somebody's. */
let nobodysHash: Promise<string> | undefined;

/**
 * False for a wrong password and for an account without one, after the same time: how long an
 * answer takes would otherwise tell whether an account exists.
 */
export async function passwordFits(
  password: string,
  passwordHash: string | null,
): Promise<boolean> {
  nobodysHash ??= hashPassword('the password of nobody');
  const fits = await verify(passwordHash ?? (await nobodysHash), password);
  return fits && passwordHash !== null;
}
