/**
 * Events a second over HTTP, 16 connections, until their effects are written, beside a bare route of the same Next that
 * only verifies the signature. `npm run bench -- webhooks [--quick]`
 */
import { Agent, request } from 'node:http';
import { parseArgs } from 'node:util';
import Stripe from 'stripe';
import { findPaidIntent } from '@/db/queries/intents';
import { Buyer } from '@/e2e/crash/buyer';
import type { Shop } from '@/e2e/crash/shop';
import { median, tell } from './parts/figure';
import { served, untilDrained, untilQuiet } from './parts/served';

const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false } } });
const ROUNDS = values.quick ? 3 : 11;
/** In each round, of each kind. The first round warms up. */
const EVENTS = values.quick ? 320 : 1_600;
const CONNECTIONS = 16;
/** Enough orders that no connection waits for another's because both are about the same one. */
const ORDERS = 2 * CONNECTIONS;

const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });

type Delivery = { body: string; signature: string };
type Event = { id: string; type: string; data: { object: object } };

let made = 0;

/** Events that nobody has seen before, made ahead so that only their way is measured. */
function deliveries(templates: readonly Event[], secret: string): Delivery[] {
  return Array.from({ length: EVENTS }, (_, n) => {
    const event = { ...templates[n % templates.length], id: `evt_bench${(made += 1)}` };
    const body = JSON.stringify(event);
    const signature = Stripe.webhooks.generateTestHeaderString({ payload: body, secret });
    return { body, signature };
  });
}

function deliver(url: string, { body, signature }: Delivery): Promise<void> {
  return new Promise((done, failed) => {
    const headers = { 'content-type': 'application/json', 'stripe-signature': signature };
    const call = request(url, { agent, method: 'POST', headers }, (response) => {
      response.resume();
      response.on('end', () =>
        response.statusCode === 200
          ? done()
          : failed(new Error(`an event was answered ${response.statusCode}`)),
      );
    });
    call.on('error', failed);
    call.end(body);
  });
}

/** Events a second: answered, and with what is done after the answer. */
async function rates(url: string, all: Delivery[], untilDone: () => Promise<void>) {
  let next = 0;
  const began = performance.now();
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      for (let each = all[next++]; each; each = all[next++]) await deliver(url, each);
    }),
  );
  const answered = performance.now() - began;
  await untilDone();
  const perSecond = (ms: number) => (all.length / ms) * 1_000;
  return { answered: perSecond(answered), done: perSecond(performance.now() - began) };
}

/** What Stripe tells of orders that are paid, and of refunds of theirs, which is fetched each time. */
async function templatesFrom(shop: Shop): Promise<Record<string, Event[]>> {
  for (let n = 0; n < ORDERS; n++) {
    const buyer = await Buyer.enter(shop, ['visa']);
    await buyer.buy('visa');
    const intent = await findPaidIntent(shop.db.read, (await buyer.order()).id);
    const payment_intent = intent?.stripeIntentId ?? '';
    await shop.stripe.refunds.create({ payment_intent, amount: 100 });
  }
  await untilQuiet(shop);
  const paid = await shop.stripeApi.events('payment_intent.succeeded');
  const refunded = await shop.stripeApi.events('refund.created');
  const [first] = paid;
  if (!first || refunded.length < ORDERS) throw new Error('Stripe tells of too little');
  return {
    'a type that we do not handle': [{ ...first, type: 'product.created' }],
    '`payment_intent.succeeded` of an order that is paid': paid,
    'one with a fetch (`refund.updated`)': refunded.map((e) => ({ ...e, type: 'refund.updated' })),
  };
}

await served(async ({ shop, bare }) => {
  const templates = Object.entries(await templatesFrom(shop));
  const ours = `${shop.urlOf()}/api/stripe/webhook`;
  const seen = templates.map(() => ({
    ours: [] as number[],
    answered: [] as number[],
    bare: [] as number[],
    ratios: [] as number[],
  }));
  for (let round = -1; round < ROUNDS; round++) {
    for (const [kind, [, events]] of templates.entries()) {
      const fresh = () => deliveries(events, shop.webhookSecret);
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
      figure: `Events over HTTP, 16 connections: ${name}`,
      ours: `${each(done)} (answered ${each(answered)})`,
      beside: `a route that only verifies: ${each(verified)}`,
      ratio: median(ratios),
      goal: name.includes('fetch') ? '≥ 0.35' : '≥ 0.5',
    });
  }
});
agent.destroy();
