import { hash, verify } from '@node-rs/argon2';
import { inHashingQueue, STRANGER, type Hashing } from './hashing-queue';

/**
 * argon2id with 19 MiB, two passes and one lane.
 * Source: OWASP Password Storage Cheat Sheet.
 */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/**
 * Keyboards and systems write the same letter as other characters (é as one, or as e and an accent),
 * so that a password set on one machine would not fit on the next.
 * Source: NIST SP 800-63B, 3.1.1.2, which asks for NFKC or NFKD before hashing.
 */
const FORM = 'NFKC';

const hashed = (password: string): Promise<string> => hash(password.normalize(FORM), COST);

/** Throws Failure `too_many_tries` where too much is to be hashed already. */
export const hashPassword = (password: string, hashing: Hashing = STRANGER): Promise<string> =>
  inHashingQueue(hashing, () => hashed(password));

/** The hash of no password: comparing with it takes as long as comparing with somebody's. */
let nobodysHash: Promise<string> | undefined;

/**
 * False for a wrong password and for an account without one, after the same time: how long an
 * answer takes would otherwise tell whether an account exists. Throws Failure `too_many_tries` where
 * too much is to be hashed already.
 */
export const passwordFits = (
  password: string,
  passwordHash: string | null,
  hashing: Hashing = STRANGER,
): Promise<boolean> =>
  inHashingQueue(hashing, async () => {
    nobodysHash ??= hashed('the password of nobody');
    const compared = passwordHash ?? (await nobodysHash);
    let fits = false;
    for (const form of formsOf(password)) fits ||= await verify(compared, form);
    return fits && passwordHash !== null;
  });

/**
 * As passwords are hashed now; and, for hashes from before that, as they may have been typed then.
 * They are one and the same for a password in ASCII, five at the most.
 */
const formsOf = (password: string): Set<string> =>
  new Set([FORM, 'NFC', 'NFD', 'NFKD'].map((form) => password.normalize(form)).concat(password));
