import { RateLimiterDrizzle, RateLimiterRes } from 'rate-limiter-flexible';
import { Failure } from '../domain/failure';
import { database } from '../database';

type Limit = {
  /** Prefix of the stored keys. */
  name: string;
  /** So many… */
  points: number;
  /** …in so many seconds. */
  seconds: number;
};

const MINUTE_S = 60;

/**
 * Somebody who has forgotten a password tries a handful; a list of stolen ones needs thousands.
 * An address gets more than an account, because offices and trains share one.
 */
export const limits = {
  signInPerAccount: { name: 'sign-in-account', points: 10, seconds: 15 * MINUTE_S },
  signInPerAddress: { name: 'sign-in-address', points: 60, seconds: 15 * MINUTE_S },
  signUpPerAddress: { name: 'sign-up-address', points: 20, seconds: 60 * MINUTE_S },
} satisfies Record<string, Limit>;

/** Counts one use. Throws Failure `too_many_tries` with the seconds to wait. */
export async function throttle(limit: Limit, key: string): Promise<void> {
  const answer = await database().transaction((tx) =>
    new RateLimiterDrizzle({
      storeClient: tx,
      schema: tx.tables.rateLimits,
      keyPrefix: limit.name,
      points: limit.points,
      duration: limit.seconds,
      clearExpiredByTimeout: false,
    })
      .consume(key)
      // A refusal comes as a rejection; thrown here it would roll its own count back.
      .catch((refusal: unknown) => {
        if (refusal instanceof RateLimiterRes) return refusal;
        throw refusal;
      }),
  );
  if (answer.consumedPoints > limit.points) {
    throw new Failure('too_many_tries', { retryAfter: Math.ceil(answer.msBeforeNext / 1000) });
  }
}
