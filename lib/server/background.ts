import { AsyncResource } from 'node:async_hooks';
import { untilNoClick } from '../clicks.mjs';
import { log } from '../log';
import { sendDueMails } from '../mail/send-due-mails';
import { askWhere } from '../orders/preorder/ask-where';
import { chargeDueOrders } from '../orders/preorder/charge-due';
import { warnOfExpiry } from '../orders/preorder/warn-of-expiry';
import { RECONCILE_EVERY_MS, reconcileOnTimer } from '../reconcile/run';
import { sendDueCalls, sendDueCancels } from '../send-due-calls';
import { isLeaving, underWay } from '../under-way';
import { onCancels } from '../wake';
import { takeUpDue } from '../webhooks/take-up';

type Work = { name: string; everyMs: number; run: () => Promise<unknown> };

const works: readonly Work[] = [
  // Asked for at once; this finds what a process left that has ended, and what failed.
  { name: 'cancels that are due', everyMs: 1_000, run: sendDueCancels },
  // A removed card is detached this soon after its undo is over.
  { name: 'calls that are due', everyMs: 1_000, run: sendDueCalls },
  // Somebody who signed up, or forgot a password, waits for it.
  { name: 'mails that are due', everyMs: 1_000, run: () => sendDueMails() },
  // As long as the first pause after a failure. What has just come is handled without it.
  { name: 'events to be tried again', everyMs: 1_000, run: () => Promise.resolve(takeUpDue()) },
  { name: 'reconciliation', everyMs: RECONCILE_EVERY_MS, run: reconcileOnTimer },
  // A look that finds nothing is one row of an index; an order whose day has come is not forgotten.
  { name: 'charges that are due', everyMs: 15_000, run: () => chargeDueOrders(Date.now()) },
  // Told once each, so it may look often: a shop that is deployed every day must not miss it.
  { name: 'cards that expire', everyMs: 60 * 60_000, run: () => warnOfExpiry(Date.now()) },
  { name: 'pre-orders that ship soon', everyMs: 60 * 60_000, run: () => askWhere(Date.now()) },
];

const KEY = Symbol.for('cardkeep.background');
const holder = globalThis as { [KEY]?: true };

/** Runs at once: one that hangs at Stripe must not hold up the next, and the timer takes the rest. */
const CANCELS_AT_ONCE = 4;
let cancelling = 0;

function sendCancelsNow(): void {
  if (cancelling >= CANCELS_AT_ONCE) return;
  cancelling += 1;
  underWay(sendDueCancels)
    .catch((error: unknown) => log().error({ error }, 'cancels could not be sent'))
    .finally(() => (cancelling -= 1));
}

/** Starts what runs beside requests, once per process. The timers keep no process alive. */
export function startBackgroundWork(): void {
  if (holder[KEY]) return;
  holder[KEY] = true;
  // In no click's scope: its deadline and its address are none of theirs.
  onCancels(AsyncResource.bind(sendCancelsNow));
  for (const work of works) schedule(work);
}

// Each waits for its own end before it counts again: a slow Stripe must not pile work upon work.
function schedule({ name, everyMs, run }: Work): void {
  setTimeout(() => {
    // Another server takes over: what would begin now would only be waited for.
    if (isLeaving()) return;
    underWay(() => untilNoClick().then(run))
      .catch((error: unknown) => log().error({ error }, `${name}: failed`))
      .finally(() => schedule({ name, everyMs, run }));
  }, everyMs).unref();
}
