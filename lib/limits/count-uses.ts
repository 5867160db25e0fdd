import { RateLimiterDrizzle, RateLimiterRes } from 'rate-limiter-flexible';
import type { Reader, Transaction } from '@/db/database';
import { hashedKey } from './hashed-key';

export type Limit = {
  /** Prefix of the stored keys. */
  name: string;
  /** So many… */
  points: number;
  /** …in so many seconds. */
  seconds: number;
};

export type Count = {
  used: number;
  /** Until it begins anew, in seconds. */
  retryAfter: number;
};

/**
 * Adds to the count of a key and gives what it is now. With 0 uses it only looks; either way
 * nobody else counts under this key until the transaction ends. Only a hash of the key is stored.
 */
export async function count(tx: Transaction, limit: Limit, key: string, uses = 1): Promise<Count> {
  const answer = await limiterOf(tx, limit)
    .consume(hashedKey(key), uses)
    .catch((refusal: unknown) => {
      // A refusal comes as a rejection; thrown here it would roll its own count back.
      if (refusal instanceof RateLimiterRes) return refusal;
      throw refusal;
    });
  return { used: answer.consumedPoints, retryAfter: secondsUntil(answer.msBeforeNext) };
}

/** What the count of a key is now, read beside whoever counts: it holds nobody up. */
export async function look(read: Reader, limit: Limit, key: string): Promise<Count> {
  const known = await limiterOf(read, limit).get(hashedKey(key));
  return { used: known?.consumedPoints ?? 0, retryAfter: secondsUntil(known?.msBeforeNext ?? 0) };
}

const secondsUntil = (ms: number): number => Math.ceil(ms / 1000);

/** Fills a count up, whatever it was: it begins anew after its full time, counted from now. */
export async function fillUp(tx: Transaction, limit: Limit, key: string): Promise<void> {
  await limiterOf(tx, limit).block(hashedKey(key), limit.seconds);
}

const limiterOf = (db: Reader, { name, points, seconds }: Limit): RateLimiterDrizzle =>
  new RateLimiterDrizzle({
    storeClient: db,
    schema: db.tables.rateLimits,
    keyPrefix: name,
    points,
    duration: seconds,
    clearExpiredByTimeout: false,
  });
