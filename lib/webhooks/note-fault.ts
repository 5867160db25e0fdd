import { addDeliveryFaults } from '@/db/queries/delivery-faults';
import { database } from '../database';
import type { DeliveryFaultKind } from '../domain/delivery-fault';
import { log } from '../log';

/**
 * How often one kind of fault is told, in ms. Anybody can send what looks signed: however much of
 * it comes, it makes a line of the log and a write in this time, and a number.
 */
export const TOLD_EVERY_MS = 5 * 60_000;

const words: Record<DeliveryFaultKind, string> = {
  no_secret_fits:
    'deliveries whose signature fits no secret: if they are Stripe’s, STRIPE_WEBHOOK_SECRET is not the signing secret of this endpoint',
  clock_ahead:
    'deliveries whose signature fits, but is too old: either the clock of this server is ahead, or somebody sends an old delivery again',
  clock_behind:
    'deliveries that were signed in the future: the clock of this server is behind. They were taken in',
  thin_event:
    'thin events, which are left alone: at Stripe, give this address an event destination with snapshot payloads, as npm run stripe:setup makes it',
  no_event: 'deliveries that were signed with our secret, but are no events',
};

/** What came since it was last told. */
type Tally = { count: number; detail: string | null; timer: NodeJS.Timeout };

const KEY = Symbol.for('cardkeep.delivery-faults');
const holder = globalThis as { [KEY]?: Map<DeliveryFaultKind, Tally> };

/** Counts a delivery that was wrong. The first is told at once, the others together, later. */
export async function noteFault(kind: DeliveryFaultKind, detail: string | null): Promise<void> {
  const tallies = (holder[KEY] ??= new Map<DeliveryFaultKind, Tally>());
  const tally = tallies.get(kind);
  if (tally) {
    tally.count += 1;
    tally.detail = detail;
    return;
  }
  tallies.set(kind, { count: 0, detail: null, timer: later(kind) });
  await tell(kind, 1, detail);
}

/** Writes down what has not been told yet: once its time has come. */
export async function tellNotedFaults(kind: DeliveryFaultKind): Promise<void> {
  const tally = holder[KEY]?.get(kind);
  if (!tally) return;
  clearTimeout(tally.timer);
  holder[KEY]?.delete(kind);
  if (tally.count === 0) return;
  // What comes on keeps to its time.
  holder[KEY]?.set(kind, { count: 0, detail: null, timer: later(kind) });
  await tell(kind, tally.count, tally.detail);
}

function later(kind: DeliveryFaultKind): NodeJS.Timeout {
  const timer = setTimeout(() => {
    tellNotedFaults(kind).catch((error: unknown) =>
      log().error({ error, kind }, 'wrong deliveries could not be counted'),
    );
  }, TOLD_EVERY_MS);
  // It keeps no process alive.
  return timer.unref();
}

async function tell(kind: DeliveryFaultKind, count: number, detail: string | null): Promise<void> {
  log().warn({ kind, count, detail }, words[kind]);
  await database().transaction((tx) => addDeliveryFaults(tx, { kind, count, detail }, Date.now()));
}
