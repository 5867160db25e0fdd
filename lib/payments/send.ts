import { setTimeout as wait } from 'node:timers/promises';
import { assertOutsideTransaction } from '@/db/transaction-scope';
import type { WrittenKey } from '../domain/ids';
import { PaymentsError, faultOf } from './errors';

/** Sent at most this often: a fault that outlives three tries outlives a fourth. */
const TRIES = 3;

/** The first pause in ms; doubled each time and shortened by chance, so that servers don't retry in step. */
const PAUSE_MS = 400;

type Options = {
  /** The ms since 1970 after which nothing is sent again. */
  until?: number;
};

type Keyed = { idempotencyKey: WrittenKey };

/**
 * Changes something at Stripe. The same key and parameters go out again after a fault that left
 * the outcome open, so an effect happens once. Throws PaymentsError.
 */
export const change = <T>(
  key: WrittenKey,
  call: (keyed: Keyed) => Promise<T>,
  options: Options = {},
): Promise<T> => repeat(() => call({ idempotencyKey: key }), options);

/** Reads from Stripe. Throws PaymentsError. */
export const look = <T>(call: () => Promise<T>, options: Options = {}): Promise<T> =>
  repeat(call, options);

async function repeat<T>(call: () => Promise<T>, { until }: Options): Promise<T> {
  assertOutsideTransaction('A call to Stripe');
  let mayHaveArrived = false;
  for (let tries = 1; ; tries++) {
    try {
      return await call();
    } catch (error) {
      const fault = faultOf(error);
      mayHaveArrived ||= fault === 'unknown';
      const pause = PAUSE_MS * 2 ** (tries - 1) * (0.5 + Math.random() / 2);
      const isOver = tries === TRIES || (until !== undefined && Date.now() + pause > until);
      if ((fault === 'unknown' || fault === 'busy') && !isOver) {
        await wait(pause);
        continue;
      }
      // A 429 after a time-out says nothing of the call that timed out.
      throw new PaymentsError(fault === 'busy' && mayHaveArrived ? 'unknown' : fault, error);
    }
  }
}
