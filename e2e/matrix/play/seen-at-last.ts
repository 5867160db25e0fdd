import { expect } from 'playwright/test';
import { run } from '../../setup/run';

/** stripe-local tells of an outcome in milliseconds, of a refund's in three seconds; Stripe takes its time. */
const PATIENCE_MS = run.project === 'local' ? 20_000 : 90_000;

const LOOKS_MS = [25, 50, 100, 200, 400];

/** Looks until it is over, and gives what it saw last: what did not come in time is told as it stood then. */
export async function seenAtLast<T>(
  look: () => Promise<T>,
  isOver: (seen: T) => boolean,
): Promise<T> {
  const until = Date.now() + PATIENCE_MS;
  let seen = await look();
  if (isOver(seen)) return seen;
  const seesTheEnd = async () => {
    seen = await look();
    return isOver(seen) || Date.now() > until;
  };
  const options = { timeout: 2 * PATIENCE_MS, intervals: LOOKS_MS };
  await expect.poll(seesTheEnd, options).toBe(true);
  return seen;
}
