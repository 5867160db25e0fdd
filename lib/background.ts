import { log } from './log';
import { reconcile } from './orders/reconcile';
import { sendDueCalls } from './send-due-calls';

type Work = { name: string; everyMs: number; run: () => Promise<unknown> };

const works: readonly Work[] = [
  // A removed card is detached this soon after its undo is over.
  { name: 'calls that are due', everyMs: 1_000, run: sendDueCalls },
  // Attempts are looked at a minute and a half after their click; half a minute more is no matter.
  { name: 'reconciliation', everyMs: 30_000, run: reconcile },
];

const KEY = Symbol.for('cardkeep.background');
const holder = globalThis as { [KEY]?: true };

/** Starts what runs beside requests, once per process. The timers keep no process alive. */
export function startBackgroundWork(): void {
  if (holder[KEY]) return;
  holder[KEY] = true;
  for (const work of works) schedule(work);
}

// Each waits for its own end before it counts again: a slow Stripe must not pile work upon work.
function schedule({ name, everyMs, run }: Work): void {
  setTimeout(() => {
    run()
      .catch((error: unknown) => log().error({ error }, `${name}: failed`))
      .finally(() => schedule({ name, everyMs, run }));
  }, everyMs).unref();
}
