import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import Stripe from 'stripe';
import { openDatabase } from '@/db/client';
import type { Database } from '@/db/database';
import { countUntried } from '@/db/queries/webhook-events';
import { backUp, putBack } from '@/db/testing/backup';
import { StripeApi } from '@/lib/testing/stripe-api';
import { databasePlace } from '@/scripts/parts/database-place.mjs';
import { freePort } from '@/scripts/parts/ports.mjs';
import { run } from '@/scripts/parts/processes.mjs';
import { newSecrets } from '@/scripts/parts/secrets.mjs';
import {
  addressOf,
  appEnv,
  LOCAL_KEYS,
  migrateAndSeed,
  startApp,
  startStripeLocal,
} from '@/scripts/parts/servers.mjs';
import { printMore } from '../fixtures/print-more';
import { StripeLocalClient } from '@/stripe-local/client';

type AppServer = Awaited<ReturnType<typeof startApp>>;

/** A reconciliation is told that it is this much later, in ms: past the time after which no trace counts as not sent. */
const AHEAD_MS = 6 * 60_000;

/** What was delivered is handled in this time, in ms, or it was forgotten. */
const HANDLED_WITHIN_MS = 30_000;

/** Asked this often whether it is, in ms. */
const LOOK_EVERY_MS = 20;

const SETTINGS = {
  // Each buyer comes from an address of their own, or they would share one address's limits.
  TRUSTED_PROXIES: '1',
  // What must not be logged must not be logged at any level.
  LOG_LEVEL: 'debug',
};

type Options = {
  /** For database, logs and stripe-local's file. */
  folder: string;
  /** A Postgres database; a SQLite file in the folder where there is none. */
  databaseUrl?: string;
  /** How many app servers work on the one database. */
  servers?: number;
  /** Settings of the servers that differ from those of a test. */
  settings?: Record<string, string>;
  /** Where a proxy stands that people and Stripe meet the servers through; they are not started yet. */
  frontPort?: number;
};

/** The shop as people meet it, on the production build, with servers that can be killed and started again. */
export class Shop {
  readonly stripe: Stripe;
  readonly stripeApi: StripeApi;
  readonly control: StripeLocalClient;
  readonly startedAt = Date.now();
  /** The folder of the build of the next deployment, where a scene has one. */
  nextBuild: string | undefined;
  private lives = 0;
  private apps: (AppServer | null)[] = [];

  private constructor(
    readonly folder: string,
    readonly databaseUrl: string,
    public db: Database,
    /** What sessions are made with. */
    readonly authSecret: string,
    /** What Stripe signs its events with. */
    readonly webhookSecret: string,
    private readonly ports: readonly number[],
    private readonly envs: readonly NodeJS.ProcessEnv[],
    readonly stripeUrl: string,
    private readonly stripeLocal: { end: () => Promise<void> },
    private readonly frontUrl: string | null,
  ) {
    const { hostname: host, port } = new URL(stripeUrl);
    this.stripe = new Stripe(LOCAL_KEYS.STRIPE_SECRET_KEY, {
      apiVersion: '2026-10-28.endive',
      host,
      port,
      protocol: 'http',
    });
    this.stripeApi = new StripeApi(stripeUrl);
    this.control = new StripeLocalClient(stripeUrl);
  }

  static async open({
    folder,
    databaseUrl,
    servers = 1,
    settings = {},
    frontPort,
  }: Options): Promise<Shop> {
    mkdirSync(folder, { recursive: true });
    const place = databasePlace(databaseUrl ?? join(folder, 'cardkeep.db'));
    const secrets = newSecrets();
    const stripePort = await freePort();
    const ports: number[] = [];
    for (let each = 0; each < servers; each++) ports.push(await freePort());
    const stripeLocalUrl = addressOf(stripePort);
    const envs = ports.map((appPort) => ({
      ...appEnv({ mode: 'start', appPort, place, secrets, keys: LOCAL_KEYS, stripeLocalUrl }),
      ...SETTINGS,
      ...settings,
      ...(frontPort === undefined ? {} : { APP_URL: addressOf(frontPort) }),
    }));
    await migrateAndSeed(envs[0]);
    const stripeLocal = await startStripeLocal({
      port: stripePort,
      data: join(folder, 'stripe-local.json'),
      appPort: frontPort ?? ports[0],
      webhookSecret: secrets.webhookSecret,
      logFile: join(folder, 'stripe-local.log'),
    });
    const db = openDatabase(place.url);
    await printMore(db);
    const frontUrl = frontPort === undefined ? null : addressOf(frontPort);
    const shop = new Shop(
      folder,
      place.url,
      db,
      secrets.authSecret,
      secrets.webhookSecret,
      ports,
      envs,
      stripeLocalUrl,
      stripeLocal,
      frontUrl,
    );
    if (!frontUrl) for (const server of ports.keys()) await shop.start(server);
    return shop;
  }

  /** Where people meet a server: at the proxy, where there is one. The first server gets Stripe's events. */
  urlOf = (server = 0): string => this.frontUrl ?? this.listensAt(server);

  /** By the source of a page. Undefined for the build of these sources. */
  buildThatDrew = (source: string): string | undefined =>
    source.includes('dpl=next-deployment') ? this.nextBuild : undefined;

  listensAt = (server = 0): string => addressOf(this.portOf(server));

  private portOf(server: number): number {
    const port = this.ports[server];
    if (port === undefined) throw new Error(`there is no server ${server}`);
    return port;
  }

  /** `build` is the folder of the build to start, where it is not the one of these sources. */
  async start(server = 0, build?: string): Promise<void> {
    this.lives += 1;
    const logFile = join(this.folder, 'logs', `app-${server + 1}-life-${this.lives}.log`);
    this.apps[server] = await startApp({
      mode: 'start',
      port: this.portOf(server),
      env: this.envs[server],
      logFile,
      cwd: build,
    });
  }

  /** Tells a server to end, as whoever deploys does. Resolves with its exit code: null where a signal killed it. */
  async tellToEnd(server = 0): Promise<number | null> {
    const app = this.apps[server];
    if (!app) throw new Error(`server ${server} is not there`);
    app.child.kill('SIGTERM');
    const { code } = (await app.ended) as { code: number | null };
    this.apps[server] = null;
    return code;
  }

  /** Whatever state a run that failed has left it in. */
  async startWhereKilled(): Promise<void> {
    for (const [server, app] of this.apps.entries()) if (!app) await this.start(server);
  }

  /** SIGKILL to the server and all that it has started. */
  async kill(server = 0): Promise<void> {
    const app = this.apps[server];
    this.apps[server] = null;
    await app?.kill();
  }

  /** A copy of the SQLite database, made while the server writes to it. Returns the file. */
  backUp = (): Promise<string> => backUp(this.databaseFile());

  /** Puts a copy back in place of the database, while no server runs. */
  async putBack(copy: string): Promise<void> {
    await this.db.close();
    putBack(copy, this.databaseFile());
    this.db = openDatabase(this.databaseUrl);
  }

  private databaseFile = (): string => this.databaseUrl.replace(/^file:/, '');

  /** No delivery is on its way any more, and what was delivered has been handled. */
  async settle(): Promise<void> {
    await this.control.settle();
    const deadline = Date.now() + HANDLED_WITHIN_MS;
    for (let left = 1; left > 0; await wait(LOOK_EVERY_MS)) {
      left = await countUntried(this.db.read);
      if (left > 0 && Date.now() > deadline) throw new Error(`${left} events are not handled`);
    }
  }

  /** One reconciliation, by the command, told that it is some minutes later. Returns what it reported. */
  async reconcile(): Promise<string> {
    const at = new Date(Date.now() + AHEAD_MS).toISOString();
    const args = ['--import', 'tsx', 'scripts/reconcile.ts', '--at', at];
    const result = await run(process.execPath, args, { env: this.envs[0] });
    if (!result.ok) throw new Error(`npm run reconcile failed:\n${result.output}`);
    return result.output;
  }

  /** What a server's timer does with charges that are due. */
  async chargeDue(): Promise<void> {
    const args = ['--import', 'tsx', 'e2e/crash/charge-due.ts'];
    const result = await run(process.execPath, args, { env: this.envs[0] });
    if (!result.ok) throw new Error(`charging what is due failed:\n${result.output}`);
  }

  /** Everything that the app has written: its logs and, where that is a file, its database. */
  writtenPaths(): string[] {
    const file = this.databaseFile();
    return [join(this.folder, 'logs'), ...['', '-wal', '-shm'].map((ending) => file + ending)];
  }

  async close(): Promise<void> {
    for (const app of this.apps) await app?.end();
    await this.db.close();
    await this.stripeLocal.end();
  }
}
