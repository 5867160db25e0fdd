/**
 * Events a second over HTTP, 16 connections, until the inbox is drained, beside a bare route of the same Next that only
 * verifies the signature. `npm run bench -- webhooks [--quick]`
 */
import { parseArgs } from 'node:util';
import type { Shop } from '@/e2e/crash/shop';
import {
  closeConnections,
  CONNECTIONS,
  deliverAll,
  deliveries,
  eventsOfPaid,
  type Delivery,
  type Event,
} from './parts/deliveries';
import { median, tell } from './parts/figure';
import { served, untilDrained } from './parts/served';

const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false } } });
const ROUNDS = values.quick ? 3 : 11;
/** In each round, of each kind. The first round warms up. */
const EVENTS = values.quick ? 320 : 1_600;
/** Enough orders that no connection waits for another's because both are about the same one. */
const ORDERS = 2 * CONNECTIONS;

/** Events a second: answered, and with what is done after the answer. */
async function rates(url: string, all: Delivery[], untilDone: () => Promise<void>) {
  const began = performance.now();
  await deliverAll(url, all);
  const answered = performance.now() - began;
  await untilDone();
  const perSecond = (ms: number) => (all.length / ms) * 1_000;
  return { answered: perSecond(answered), done: perSecond(performance.now() - began) };
}

async function kindsOf(shop: Shop): Promise<Record<string, Event[]>> {
  const { paid, refunded } = await eventsOfPaid(shop, ORDERS);
  return {
    'a type that we do not handle': paid.map((event) => ({ ...event, type: 'product.created' })),
    '`payment_intent.succeeded` of an order that is paid': paid,
    'one with a fetch (`refund.updated`)': refunded,
  };
}

await served(async ({ shop, bare }) => {
  const templates = Object.entries(await kindsOf(shop));
  const ours = `${shop.urlOf()}/api/stripe/webhook`;
  const seen = templates.map(() => ({
    ours: [] as number[],
    answered: [] as number[],
    bare: [] as number[],
    ratios: [] as number[],
  }));
  for (let round = -1; round < ROUNDS; round++) {
    for (const [kind, [, events]] of templates.entries()) {
      const fresh = () => deliveries(events, shop.webhookSecret, EVENTS);
      const a = await rates(ours, fresh(), () => untilDrained(shop));
      const b = await rates(`${bare.url}/webhook`, fresh(), async () => {});
      if (round < 0) continue;
      seen[kind]?.ours.push(a.done);
      seen[kind]?.answered.push(a.answered);
      seen[kind]?.bare.push(b.done);
      seen[kind]?.ratios.push(a.done / b.done);
    }
  }
  for (const [kind, [name]] of templates.entries()) {
    const { ours: done, answered, bare: verified, ratios } = seen[kind] ?? {};
    if (!done || !answered || !verified || !ratios) continue;
    const each = (of: number[]) => `${median(of).toFixed(0)}/s`;
    tell({
      figure: `Events over HTTP, 16 connections, all that follows included: ${name}`,
      ours: `${each(done)} (answered ${each(answered)})`,
      beside: `a route that only verifies: ${each(verified)}`,
      ratio: median(ratios),
      goal: name.includes('fetch') ? '≥ 0.35' : '≥ 0.5',
    });
  }
});
closeConnections();
