import { readFileSync } from 'node:fs';

/** What `scripts/e2e.mjs` started for this run, and where the specs can look for what it did. */
export interface Run {
  project: 'local' | 'stripe-test';
  /** Whether there is time for many samples of a kind, rather than a few. */
  thorough: boolean;
  appUrl: string;
  /** stripe-local's address; null against Stripe itself. */
  stripeUrl: string | null;
  stripeSecretKey: string;
  /** What sessions are made with, for those that begin without the sign-in page. */
  authSecret: string;
  /** What webhooks are signed with, for specs that send one of their own. */
  webhookSecret: string;
  /** The secret before it, as while it is being rolled; null where there is one only. */
  olderWebhookSecret: string | null;
  /** Everything that the app has logged since it started. */
  appLog: string;
  stripeLocalLog: string | null;
  databaseUrl: string;
  /** Null on Postgres. */
  databaseFile: string | null;
  stripeLocalFile: string | null;
}

function readRun(): Run {
  const file = process.env.CARDKEEP_E2E_RUN;
  if (!file) {
    throw new Error(
      'The browser tests need the servers that scripts/e2e.mjs starts. Run npm run test:e2e; ' +
        "Playwright's arguments go behind --, as in npm run test:e2e -- --ui wallet.",
    );
  }
  return JSON.parse(readFileSync(file, 'utf8')) as Run;
}

export const run = readRun();
