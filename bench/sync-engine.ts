/**
 * Events a second in process on one Postgres server, 16 at once, verified, written down and with their effect, beside
 * `@supabase/stripe-sync-engine`, which verifies and writes what the event says. `npm run bench -- sync-engine [--quick]`
 */
import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';
import type * as SyncEngine from '@supabase/stripe-sync-engine';
import pg from 'pg';
import Stripe from 'stripe';
import { migrateDatabase } from '@/db/migrate';
import { countUnprocessed } from '@/db/queries/desk-health';
import { seed } from '@/db/seed';
import { closeDatabase, database } from '@/lib/database';
import { aShopper, getOrder, intentIdOf, typeCard } from '@/lib/testing/shopper';
import { type EventAtStripe, SECRET_KEY, StripeApi } from '@/lib/testing/stripe-api';
import { receiveWebhook } from '@/lib/webhooks/receive';
import { startPostgres } from '@/scripts/parts/postgres.mjs';
import { startStripeLocal } from '@/scripts/parts/servers.mjs';
import { median, tell } from './parts/figure';

// As a module of the newer kind it does not find its migrations.
const { runMigrations, StripeSync } = createRequire(import.meta.url)(
  '@supabase/stripe-sync-engine',
) as typeof SyncEngine;

const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false } } });
const ROUNDS = values.quick ? 5 : 15;
/** In each round; a list of Stripe's has so many at most. The first round warms up. */
const EVENTS = 96;
const AT_ONCE = 16;
const SECRET = 'whsec_cardkeep';

const postgres = await startPostgres();
const stripeLocal = await startStripeLocal();
const stripe = new StripeApi(stripeLocal.url);
const [ours, theirs] = [
  await postgres.createDatabase('ours'),
  await postgres.createDatabase('theirs'),
];
Object.assign(process.env, {
  DATABASE_URL: ours,
  APP_URL: 'http://127.0.0.1:4350',
  AUTH_SECRET: 'what a benchmark needs of a secret: 32 characters',
  STRIPE_SECRET_KEY: SECRET_KEY,
  STRIPE_PUBLISHABLE_KEY: 'pk_test_cardkeep',
  STRIPE_WEBHOOK_SECRET: SECRET,
  STRIPE_LOCAL_URL: stripeLocal.url,
  LOG_LEVEL: 'silent',
});
await migrateDatabase(ours);
await seed(database(), []);
await giveTheirRole(theirs);
await runMigrations({ databaseUrl: theirs, schema: 'stripe' });
const engine = new StripeSync({
  poolConfig: { connectionString: theirs, max: 10 },
  stripeSecretKey: SECRET_KEY,
  stripeWebhookSecret: SECRET,
});

/** Their migrations give what they make to a role that a server of Supabase's has. */
async function giveTheirRole(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rowCount } = await client.query("select 1 from pg_roles where rolname = 'postgres'");
  if (rowCount === 0) await client.query('create role postgres superuser');
  await client.end();
}

type Delivery = { body: string; signature: string };

function signed(event: EventAtStripe): Delivery {
  const body = JSON.stringify(event);
  const signature = Stripe.webhooks.generateTestHeaderString({ payload: body, secret: SECRET });
  return { body, signature };
}

/** Orders that browsers have paid, of which the shop has not heard. */
async function paidUnheard(): Promise<{ orderIds: string[]; events: EventAtStripe[] }> {
  const orderIds: string[] = [];
  const intents = new Set<string>();
  for (let n = 0; n < EVENTS; n++) {
    const { orderId, clientSecret } = await typeCard(await aShopper());
    await stripe.confirm('payment_intents', clientSecret, 'pm_card_visa');
    orderIds.push(orderId);
    intents.add(await intentIdOf(orderId));
  }
  const told = await stripe.events('payment_intent.succeeded');
  return { orderIds, events: told.filter(({ data }) => intents.has(data.object.id)) };
}

let again = 0;
const once = (event: EventAtStripe) => ({ ...event, id: `evt_again${(again += 1)}` });

async function perSecond(
  deliveries: readonly Delivery[],
  take: (delivery: Delivery) => Promise<unknown>,
  untilDone: () => Promise<void> = async () => {},
): Promise<number> {
  let next = 0;
  const began = performance.now();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let each = deliveries[next++]; each; each = deliveries[next++]) await take(each);
    }),
  );
  await untilDone();
  return (deliveries.length / (performance.now() - began)) * 1_000;
}

async function untilDrained(): Promise<void> {
  while ((await countUnprocessed(database().read)) > 0) await new Promise(setImmediate);
}

const byUs = (all: readonly Delivery[]) =>
  perSecond(all, ({ body, signature }) => receiveWebhook(body, signature), untilDrained);
const byThem = (all: readonly Delivery[]) =>
  perSecond(all, ({ body, signature }) => engine.processWebhook(Buffer.from(body), signature));

const kinds = [
  '`payment_intent.succeeded` that marks an order paid',
  'the same once more, which tells nothing new',
];
const rates = kinds.map(() => ({ ours: [] as number[], theirs: [] as number[] }));
for (let round = -1; round < ROUNDS; round++) {
  const { orderIds, events } = await paidUnheard();
  if (events.length !== EVENTS) throw new Error('Stripe tells of too little');
  for (const [kind, all] of [events.map(signed), events.map(once).map(signed)].entries()) {
    const took = { ours: await byUs(all), theirs: await byThem(all) };
    if (round < 0) continue;
    rates[kind]?.ours.push(took.ours);
    rates[kind]?.theirs.push(took.theirs);
  }
  const [some = ''] = orderIds;
  if ((await getOrder(some)).paymentState !== 'paid') throw new Error('the event had no effect');
}
for (const [kind, name] of kinds.entries()) {
  const [a, b] = [median(rates[kind]?.ours ?? []), median(rates[kind]?.theirs ?? [])];
  tell({
    figure: `In process on Postgres, ${AT_ONCE} at once: ${name}`,
    ours: `${a.toFixed(0)}/s`,
    beside: `@supabase/stripe-sync-engine: ${b.toFixed(0)}/s`,
    ratio: a / b,
    goal: '> 1',
  });
}
await closeDatabase();
await engine.postgresClient.pool.end();
await stripeLocal.end();
await postgres.end();
