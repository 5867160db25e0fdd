import { inspect } from 'node:util';
import pg from 'pg';
import { Buyer, type CardName } from '../buyer';
import { dice, oneOf } from '../dice';
import type { Front } from '../front';
import { until } from '../kill';
import { differences, outcomeOf, type RunResult } from '../one-run';
import { MAKE } from '../routes';
import type { Shop } from '../shop';

/** How long a server says that it ends, in ms: twenty looks of the proxy. */
export const UNREADY_FOR_MS = '2000';

/** So many buy at the same time, each one thing after the other. */
const AT_ONCE = 4;

/** So many clicks are answered between one step of the deployment and the next. */
const CLICKS_BETWEEN = 8;

const CARDS: readonly CardName[] = ['visa', 'visa', 'asks', 'declines'];

/**
 * What the next release may do to the schema while this one is at work, by the rule in
 * CONTRIBUTING.md: add columns that may be empty or have a default, tables and indexes, and fill them.
 */
const NEXT_SCHEMA = `
  begin;
  alter table orders add column tomorrow text;
  alter table orders add column weighed boolean not null default false;
  create table tomorrow (id text primary key, order_id text not null references orders (id));
  create index orders_tomorrow on orders (tomorrow) where tomorrow is not null;
  update orders set tomorrow = reference;
  commit;
`;

type Deployment = { shop: Shop; front: Front; seed: number };

/**
 * A deployment while people buy: the schema moves on below the old server, the new one (another
 * build, which calls every action by another name) comes beside it, and the old one is told to end.
 * Every click gets an answer: a result, or the word that the page is of another deployment.
 */
export async function rolling({ shop, front, seed }: Deployment): Promise<RunResult> {
  const [old, next] = [shop.listensAt(0), shop.listensAt(1)];
  const roll = dice(seed);
  const buyers: Buyer[] = [];
  const faults: string[] = [];
  let [clicks, unknown, isOver] = [0, 0, false];
  // Clicks take a while at Stripe, so that some are under way whatever happens.
  await shop.control.arm({ route: MAKE, kind: 'latency', ms: [20, 400], times: 100_000 });

  const buyOne = async () => {
    const card = oneOf(CARDS, roll);
    const buyer = await Buyer.enter(shop, card === 'visa' ? ['visa'] : [card, 'visa']);
    buyers.push(buyer);
    // The same purchase, on a page that was drawn anew where need be.
    const { loads } = await buyer.visitor.loadingAnew('/products/tideline', () => buyer.buy(card));
    clicks += 1;
    unknown += loads;
  };
  const keepBuying = async () => {
    while (!isOver) {
      await buyOne().catch((error: unknown) => {
        faults.push(`a click was lost: ${inspect(error)}`);
        isOver = true;
      });
    }
  };
  const someClicks = async () => {
    const enough = clicks + CLICKS_BETWEEN;
    await until(async () => isOver || clicks >= enough);
  };

  await until(async () => front.isReady(old));
  const crowd = Array.from({ length: AT_ONCE }, keepBuying);
  try {
    await someClicks();
    await migrate(shop.databaseUrl);
    await someClicks();
    await shop.start(1, shop.nextBuild);
    await until(async () => front.isReady(next));
    await someClicks();
    const code = await shop.tellToEnd(0);
    if (code !== 0) faults.push(`the old server exited with ${code}`);
    await someClicks();
  } finally {
    isOver = true;
    await Promise.all(crowd);
  }
  for (const [server, words] of [[old, 'old'] as const, [next, 'new'] as const]) {
    if (!front.answered.get(server)) faults.push(`the ${words} server was asked nothing`);
  }
  if (unknown === 0) faults.push('no page met a server of another deployment');

  await shop.control.disarm();
  await shop.settle();
  await shop.reconcile();
  await shop.settle();
  faults.push(...(await differences(shop, buyers)));
  return { outcomes: await Promise.all(buyers.map(outcomeOf)), faults };
}

async function migrate(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(NEXT_SCHEMA);
  } finally {
    await client.end();
  }
}
