import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { releaseLease, renewLease, takeLease } from '@/db/queries/leases';
import { database } from '../database';
import { log } from '../log';

/**
 * How long a lease outlives the last word of its holder, in ms: a server that died over its work
 * is replaced a minute later, and one that is merely slow renews it three times before that.
 */
export const LEASE_MS = 60_000;
const RENEW_EVERY_MS = LEASE_MS / 3;

const KEY = Symbol.for('cardkeep.lease-holder');
const holder = globalThis as { [KEY]?: string };

/** Names this process in a lease, for people who look up its holder: machine, process, and an id. */
const me = () => (holder[KEY] ??= `${hostname()} ${process.pid} ${randomUUID()}`);

type Terms = {
  name: string;
  /** A lease that is over by then may be taken, in ms. */
  now: number;
  /** Kept until then when the work is done, so that nobody does it again at once. In ms. */
  keepUntil: number;
};

/**
 * Does something that one of many processes should do, while holding a lease on it. Null where
 * somebody else holds it. `isHeld` turns false where it was lost on the way: the work should end.
 */
export async function underLease<T>(
  { name, now, keepUntil }: Terms,
  work: (isHeld: () => boolean) => Promise<T>,
): Promise<T | null> {
  const lease = (until: number) => ({ name, holder: me(), until });
  const isTaken = await database().transaction((tx) =>
    takeLease(tx, lease(Date.now() + LEASE_MS), now),
  );
  if (!isTaken) return null;
  let isHeld = true;
  const renew = async (until: number) => {
    isHeld &&= await database().transaction((tx) => renewLease(tx, lease(until)));
  };
  const heartbeat = setInterval(() => {
    renew(Date.now() + LEASE_MS).catch((error: unknown) => {
      isHeld = false;
      log().warn({ error, name }, 'a lease could not be renewed');
    });
  }, RENEW_EVERY_MS).unref();
  try {
    return await work(() => isHeld);
  } finally {
    clearInterval(heartbeat);
    if (keepUntil > Date.now()) await renew(keepUntil);
    else await database().transaction((tx) => releaseLease(tx, lease(0)));
  }
}
