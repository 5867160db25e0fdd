/**
 * What pages, a click, an event and the reconciler cost in a shop with a million orders, as a ratio to the same in one
 * with ten thousand, in one run. `npm run bench -- a-million [--quick]`, `a-million-postgres` for Postgres.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startPostgres } from '@/scripts/parts/postgres.mjs';
import { inRoot } from '@/scripts/parts/root.mjs';
import { startStripeLocal } from '@/scripts/parts/servers.mjs';
import { median, tell } from './parts/figure';

const { values } = parseArgs({
  options: {
    engine: { type: 'string', default: 'sqlite' },
    quick: { type: 'boolean', default: false },
  },
});
const FEW = 10_000;
const MANY = values.quick ? 100_000 : 1_000_000;
/** Both shops take part in each, one after the other, so that a busy machine slows down both. */
const ROUNDS = values.quick ? 15 : 101;
/** Of what makes Stripe answer, or takes rows away. */
const SLOW_ROUNDS = values.quick ? 7 : 15;
const WARM_UP = 3;

type Said = { names?: string[]; ms?: number; error?: string };

class OpenShop {
  private constructor(
    private readonly child: ChildProcess,
    private readonly stripe: { end: () => Promise<void> },
    readonly names: readonly string[],
  ) {}

  static async open(databaseUrl: string, orders: number): Promise<OpenShop> {
    const stripe = await startStripeLocal();
    const child = fork(inRoot('bench', 'parts', 'shop-work.ts'), {
      execArgv: ['--import', 'tsx'],
      env: {
        ...process.env,
        DATABASE_URL: databaseUrl,
        APP_URL: 'http://127.0.0.1:4350',
        AUTH_SECRET: 'what a benchmark needs of a secret: 32 characters',
        STRIPE_SECRET_KEY: 'sk_test_cardkeep',
        STRIPE_PUBLISHABLE_KEY: 'pk_test_cardkeep',
        STRIPE_WEBHOOK_SECRET: 'whsec_cardkeep',
        STRIPE_LOCAL_URL: stripe.url,
        LOG_LEVEL: 'silent',
        CARDKEEP_BENCH_ORDERS: String(orders),
      },
    });
    const [{ names = [] }] = (await once(child, 'message')) as [Said];
    const shop = new OpenShop(child, stripe, names);
    await shop.time('open');
    return shop;
  }

  async time(name: string): Promise<number> {
    this.child.send(name);
    const [{ ms, error }] = (await once(this.child, 'message')) as [Said];
    if (ms === undefined) throw new Error(`${name}: ${error}`);
    return ms;
  }

  async close(): Promise<void> {
    const ended = once(this.child, 'exit');
    this.child.disconnect();
    await ended;
    await this.stripe.end();
  }
}

const isSlow = (name: string): boolean => !/^(buyer|desk):/.test(name);

async function compare(few: OpenShop, many: OpenShop): Promise<void> {
  for (const name of few.names) {
    const times = { few: [] as number[], many: [] as number[] };
    const rounds = isSlow(name) ? SLOW_ROUNDS : ROUNDS;
    for (let round = -WARM_UP; round < rounds; round++) {
      const took = { few: await few.time(name), many: await many.time(name) };
      if (round < 0) continue;
      times.few.push(took.few);
      times.many.push(took.many);
    }
    const [a, b] = [median(times.many), median(times.few)];
    tell({
      figure: `${MANY.toLocaleString('en')} orders, ${values.engine}: ${name}`,
      ours: `${a.toFixed(2)} ms`,
      beside: `${FEW.toLocaleString('en')} orders: ${b.toFixed(2)} ms`,
      ratio: a / b,
      goal: '≤ 1.2',
    });
  }
}

const folder = mkdtempSync(inRoot('.cache', 'bench-'));
const postgres = values.engine === 'postgres' ? await startPostgres() : null;
try {
  const place = (name: string) =>
    postgres ? postgres.createDatabase(name) : `file:${join(folder, `${name}.db`)}`;
  const few = await OpenShop.open(await place('few'), FEW);
  const many = await OpenShop.open(await place('many'), MANY);
  await compare(few, many);
  await few.close();
  await many.close();
} finally {
  await postgres?.end();
  rmSync(folder, { recursive: true });
}
