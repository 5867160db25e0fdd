import { insertReconciliation, listReconciliations } from '@/db/queries/reconciliations';
import { database } from '../database';
import { underLease } from './lease';
import { stripeBinding } from '../stripe-binding';
import { reconcile } from './reconcile';
import type { StartedBy, StepReport } from './step';
import { routine, stepsAtStart } from './steps';

export const RECONCILER = 'reconciler';

/** Half a minute more is no matter to anything that the reconciler finds out. In ms. */
export const RECONCILE_EVERY_MS = 30_000;

/** A little less than the timer's pause: the server that ran last is not kept from running next. */
const REST_MS = RECONCILE_EVERY_MS - 5_000;

/** A run that found nothing to do is written down this often, in ms, as a sign of life. */
const SIGN_OF_LIFE_EVERY_MS = 60 * 60_000;

/** One run for the timers of all servers: whoever comes first holds the lease until the next. */
export async function reconcileOnTimer(): Promise<void> {
  const startedAt = Date.now();
  await underLease(
    { name: RECONCILER, now: startedAt, keepUntil: startedAt + REST_MS },
    async (isHeld) => {
      const report = await reconcile(startedAt, 'timer', isHeld);
      if (isNews(report) || (await hasBeenSilent(startedAt))) {
        await writeDown('timer', startedAt, report);
      }
    },
  );
}

/**
 * One full run by hand, as if it were `now`, in ms. Null where somebody else is reconciling.
 * Throws WrongStripeAccount, and PaymentsError where Stripe does not tell whose key this is.
 */
export async function reconcileByCommand(now: number): Promise<StepReport[] | null> {
  await stripeBinding();
  const startedAt = Date.now();
  return underLease({ name: RECONCILER, now, keepUntil: 0 }, async (isHeld) => {
    const report = await reconcile(now, 'command', isHeld);
    await writeDown('command', startedAt, report);
    return report;
  });
}

/**
 * Before the first request: what the database does not know any more is found before anybody can
 * pay for it again. Several servers may do it at once. A step that fails is run again by the timer.
 */
export async function catchUp(now = Date.now()): Promise<void> {
  const startedAt = Date.now();
  // All that there is, however short ago somebody looked: the backup may have been made right after.
  const report = await reconcile(now, 'command', () => true, stepsAtStart);
  if (isNews(report)) await writeDown('timer', startedAt, report);
}

const isNews = (report: readonly StepReport[]): boolean =>
  report.some(
    ({ step, counts, error }) =>
      error !== null ||
      Object.entries(counts).some(([what, count]) => count > 0 && !isRoutine(step, what)),
  );

function isRoutine(step: string, what: string): boolean {
  const whats = routine[step] ?? [];
  return whats === 'all' || whats.includes(what);
}

async function hasBeenSilent(now: number): Promise<boolean> {
  const [last] = await listReconciliations(database().read, 1);
  return !last || last.startedAt <= now - SIGN_OF_LIFE_EVERY_MS;
}

async function writeDown(
  startedBy: StartedBy,
  startedAt: number,
  report: StepReport[],
): Promise<void> {
  const errors = report.flatMap(({ step, error }) => (error === null ? [] : `${step}: ${error}`));
  await database().transaction(async (tx) => {
    await insertReconciliation(tx, {
      startedBy,
      startedAt,
      finishedAt: Date.now(),
      report,
      error: errors.join('\n') || null,
    });
  });
}
