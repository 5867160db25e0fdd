import { readFileSync } from 'node:fs';
import type { Rehearsal } from '@/scripts/parts/rehearsal/shop.mjs';

/** A shop of one worker's own: its server, its database and its world of stripe-local. */
export interface Shop {
  /** The world of stripe-local; null against Stripe itself. */
  world: string | null;
  appPort: number;
  appUrl: string;
  /** stripe-local's address, for programs; null against Stripe itself. */
  stripeUrl: string | null;
  /** Where its pages have Stripe.js from: stripe-local, or Stripe's own name, in a rehearsal too. */
  stripeOrigin: string;
  /** Where its mails are read: its own outbox, or its mail server's pages; null where they leave for good. */
  outboxUrl: string | null;
  /** The shop as production has it; null where one plain server is the shop. */
  rehearsal: Rehearsal | null;
  stripeSecretKey: string;
  stripePublishableKey: string;
  /** What sessions are made with, for those that begin without the sign-in page. */
  authSecret: string;
  /** What webhooks are signed with, for specs that send one of their own. */
  webhookSecret: string;
  /** The secret before it, as while it is being rolled; null where there is one only. */
  olderWebhookSecret: string | null;
  /** Everything that the app has logged since it first started. */
  appLog: string;
  databaseUrl: string;
  /** Null on Postgres. */
  databaseFile: string | null;
}

/** What `scripts/e2e.mjs` made ready for all workers. */
interface Shared {
  project: 'local' | 'stripe-test' | 'rehearsal';
  /** Whether there is time for many samples of a kind, rather than a few. */
  thorough: boolean;
  workers: number;
  stripeLocalLog: string | null;
  /** A shop that nobody has started: for a test that looks at two. Null against Stripe itself. */
  neighbour: Shop | null;
}

/** The run as a worker sees it: what all share, and the shop that is its own. */
export type Run = Shared & Shop;

function readRun(): Run {
  const file = process.env.CARDKEEP_E2E_RUN;
  if (!file) {
    throw new Error(
      'The browser tests need the servers that scripts/e2e.mjs starts. Run npm run test:e2e; ' +
        "Playwright's arguments go behind --, as in npm run test:e2e -- --ui wallet.",
    );
  }
  const { shops, ...shared } = JSON.parse(readFileSync(file, 'utf8')) as Shared & { shops: Shop[] };
  // Playwright's process itself, which reads the specs and the settings, is no worker and has no number.
  const worker = Number(process.env.TEST_PARALLEL_INDEX ?? 0);
  const own = shops[worker];
  if (!own)
    throw new Error(`there are shops for ${shops.length} workers, and none for another one`);
  return { ...shared, ...own };
}

export const run = readRun();
