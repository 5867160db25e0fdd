import { decideDispute } from '../resources/charges/disputes';
import { cancelRefund } from '../resources/charges/refund-outcome';
import type { Running } from '../running';
import type { Line } from '../state/journal';
import { sendThinEvent } from '../webhooks/thin-events';
import { worldOfKey } from '../worlds/names';
import {
  byBank,
  type CardUpdate,
  declineNext,
  disputeCharge,
  expireCard,
  updateByIssuer,
} from './issuer';
import {
  type Body,
  readFate,
  readDecline,
  readFault,
  readKey,
  readKind,
  readMode,
  readName,
  readNumber,
  readOrder,
  readThinEvent,
  readVerdict,
  Unclear,
} from './read-command';

export type Answer = (running: Running, body: Body, id: string, url: URL) => unknown;

/** What each path under /_local does. */
export const answers: Readonly<Record<string, Answer>> = {
  'GET health': ({ name, world, deliveries }) => ({
    ok: true,
    world: name,
    account: world.accountId,
    now: world.clock.now(),
    webhooks: deliveries.mode,
  }),
  // Collected first where node was started with --expose-gc, so that a benchmark measures what is kept.
  'GET memory': () => {
    globalThis.gc?.();
    return { heap_used: process.memoryUsage().heapUsed };
  },
  'POST reset': ({ world, deliveries, faults, holds, requests }) => {
    world.reset();
    faults.clear();
    holds.end('lost');
    requests.clear();
    deliveries.mode = 'deliver';
    return { ok: true };
  },
  'GET requests': ({ requests }) => ({ data: requests.list() }),
  'DELETE requests': ({ requests }) => {
    requests.clear();
    return { ok: true };
  },
  'GET faults': ({ faults }) => ({ data: faults.list() }),
  'POST faults': ({ faults }, body) => faults.arm(readFault(body)),
  'DELETE faults': ({ faults }) => {
    faults.clear();
    return { ok: true };
  },
  'GET holds': ({ holds }) => ({ data: holds.list() }),
  'POST holds/release': async ({ holds }, body) => {
    const released = holds.end(readFate(body));
    // What arrives has its effect before this is answered.
    await new Promise((done) => setImmediate(done));
    return { released };
  },
  'GET restricted_keys': ({ world }) => ({
    data: world.restrictedKeys
      .all()
      .map(({ object: { id: key, permissions } }) => ({ key, permissions })),
  }),
  'PUT restricted_keys': ({ name, world }, body) => {
    const key = readKey(body);
    if (worldOfKey(key.id) !== name) throw new Unclear('the key is of another world');
    if (world.restrictedKeys.find(key.id)) world.restrictedKeys.replace(key.id, key);
    else world.restrictedKeys.add(key, null);
    return { key: key.id, permissions: key.permissions };
  },
  'POST clock': ({ world }, body) => {
    world.clock.advance(readNumber(body, 'advance_seconds'));
    world.noteClock();
    world.jobs.runDue();
    return { now: world.clock.now() };
  },
  'POST snapshot': ({ world, snapshots }, body) => {
    const name = readName(body);
    snapshots.set(name, JSON.stringify(world.dump()));
    return { name };
  },
  'POST restore': ({ world, snapshots }, body) => {
    const name = readName(body);
    const kept = snapshots.get(name);
    if (!kept) throw new Unclear(`there is no snapshot called ${name}`);
    world.restore(JSON.parse(kept) as Line[]);
    return { name };
  },
  'POST webhooks': ({ deliveries }, body) => {
    deliveries.mode = readMode(body);
    return { mode: deliveries.mode };
  },
  'GET webhooks': ({ world, deliveries }) => ({
    mode: deliveries.mode,
    deliveries: world.deliveries.all().map((row) => row.object),
  }),
  'POST webhooks/release': async ({ deliveries }, body) => ({
    data: await deliveries.release(readOrder(body)),
  }),
  'POST webhooks/settle': async ({ deliveries }) => {
    await deliveries.settled();
    return { ok: true };
  },
  'POST payment_methods/:id/automatically_update': ({ world }, body, id) =>
    byBank(world, () => updateByIssuer(world, id, body as CardUpdate)),
  'POST payment_methods/:id/expire': ({ world }, _, id) =>
    byBank(world, () => expireCard(world, id)),
  'POST payment_methods/:id/decline': ({ world }, body, id) =>
    byBank(world, () => declineNext(world, id, readDecline(body))),
  'POST charges/:id/dispute': ({ world }, body, id) =>
    byBank(world, () => disputeCharge(world, id, readKind(body))),
  'POST refunds/:id/cancel': ({ world }, _, id) => byBank(world, () => cancelRefund(world, id)),
  'POST disputes/:id/decide': ({ world }, body, id) =>
    byBank(world, () => decideDispute(world, id, readVerdict(body))),
  'POST thin_events': ({ world }, body) => sendThinEvent(world, readThinEvent(body)),
  'POST events/:id/send': async ({ world, deliveries }, body, id, url) => {
    if (!world.events.find(id)) throw new Unclear(`there is no event ${id}`);
    const times = Number(url.searchParams.get('times') ?? body.times ?? 1);
    return { data: await deliveries.resend(id, times) };
  },
};
