import { log } from './log';
import { RECONCILE_EVERY_MS, reconcileOnTimer } from './reconcile/run';
import { sendDueCalls } from './send-due-calls';
import { processDueEvents } from './webhooks/process-due-events';

type Work = { name: string; everyMs: number; run: () => Promise<unknown> };

const works: readonly Work[] = [
  // A removed card is detached this soon after its undo is over.
  { name: 'calls that are due', everyMs: 1_000, run: sendDueCalls },
  // The first pause after a failure is twice as long.
  {
    name: 'events to be tried again',
    everyMs: 5_000,
    run: () => processDueEvents(Date.now(), 'timer'),
  },
  { name: 'reconciliation', everyMs: RECONCILE_EVERY_MS, run: reconcileOnTimer },
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
