import { setTimeout as wait } from 'node:timers/promises';
import { assertOutsideTransaction } from '@/db/transaction-scope';
import type { WrittenKey } from '../domain/ids';
import { timeLeft } from './deadline';
import { PaymentsError, faultOf } from './errors';
import { ANSWER_WITHIN_MS, USEFUL_REST_MS } from './patience';

/** Sent at most this often: a fault that outlives three tries outlives a fourth. */
const TRIES = 3;

/** The first pause in ms; doubled each time and shortened by chance, so that servers don't retry in step. */
const PAUSE_MS = 400;

type Keyed = { idempotencyKey: WrittenKey };

/**
 * Changes something at Stripe. The same key and parameters go out again after a fault that left
 * the outcome open, so an effect happens once. Nothing goes out after the deadline of the work
 * around it. Throws PaymentsError.
 */
export const change = <T>(key: WrittenKey, call: (keyed: Keyed) => Promise<T>): Promise<T> =>
  repeat(() => call({ idempotencyKey: key }));

/** Reads from Stripe, within the same deadline. Throws PaymentsError. */
export const look = <T>(call: () => Promise<T>): Promise<T> => repeat(call);

async function repeat<T>(call: () => Promise<T>): Promise<T> {
  assertOutsideTransaction('A call to Stripe');
  let mayHaveArrived = false;
  let last: unknown = new Error('the click was over before this was sent');
  for (let tries = 1; ; tries++) {
    const rest = timeLeft();
    if (rest < USEFUL_REST_MS) {
      throw new PaymentsError(mayHaveArrived ? 'unknown' : 'out_of_time', last);
    }
    try {
      return await answeredWithin(Math.min(ANSWER_WITHIN_MS, rest), call);
    } catch (error) {
      last = error;
      const fault = faultOf(error);
      mayHaveArrived ||= fault === 'unknown';
      const pause = PAUSE_MS * 2 ** (tries - 1) * (0.5 + Math.random() / 2);
      const isOver = tries === TRIES || timeLeft() - pause < USEFUL_REST_MS;
      if ((fault === 'unknown' || fault === 'busy') && !isOver) {
        await wait(pause);
        continue;
      }
      // A 429 after a time-out tells nothing about the call that timed out.
      throw new PaymentsError(fault === 'busy' && mayHaveArrived ? 'unknown' : fault, error);
    }
  }
}

/**
 * The SDK's time-out begins anew with every byte that arrives, and after a connection that was
 * reset: an answer that trickles in would be waited for without an end.
 */
async function answeredWithin<T>(ms: number, call: () => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([call(), late]);
  } finally {
    clearTimeout(timer);
  }
}
