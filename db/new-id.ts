import { randomBytes } from 'node:crypto';
import { uuidv7 } from 'uuidv7';
import type { WrittenKey } from '../lib/domain/ids';

/** Version 7: sorts by time, so that an index grows at its end. */
export const newId = (): string => uuidv7();

/**
 * A fresh idempotency key. Random, never sequential or seeded: Stripe keeps keys for a day, and a
 * database made anew would be answered with objects of the old one. It counts as written because
 * only the queries that insert it call this.
 */
export const newKey = (): WrittenKey => `ck_${randomBytes(24).toString('base64url')}` as WrittenKey;

/** No 0 and O, no 1, I and L: a reference is read aloud and typed in again. */
const LETTERS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

/** What people quote of an order: 31^8, about 8.5e11 of them, guarded by a unique column. */
export const newReference = (): string =>
  Array.from(randomBytes(8), (byte) => LETTERS[byte % LETTERS.length]).join('');
