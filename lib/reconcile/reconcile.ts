import { log } from '../log';
import { isLeaving } from '../under-way';
import type { StartedBy, Step, StepReport } from './step';
import { steps } from './steps';

/**
 * Finds out what is not known and tidies up what is over. It looks and fences, and never confirms:
 * whoever waited has gone, and who isn't waiting is not charged. A step that fails stands in the
 * report and keeps no other from running. `mayGoOn` is asked before each. A server that is about to
 * end leaves the steps that are left to the next one.
 */
export async function reconcile(
  now: number,
  startedBy: StartedBy = 'command',
  mayGoOn: () => boolean = () => true,
  which: readonly Step[] = steps,
): Promise<StepReport[]> {
  const report: StepReport[] = [];
  for (const { name: step, run } of which) {
    if (isLeaving()) break;
    try {
      if (!mayGoOn()) throw new Error('not run: somebody else has taken over');
      report.push({ step, counts: await run(now, startedBy), error: null });
    } catch (error) {
      log().warn({ error, step }, 'a step of the reconciliation failed');
      report.push({ step, counts: {}, error: String(error) });
    }
  }
  return report;
}
