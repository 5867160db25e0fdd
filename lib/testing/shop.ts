import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vi } from 'vitest';
import { migrateDatabase } from '@/db/migrate';
import { seed } from '@/db/seed';
import { startStripeLocal } from '@/scripts/parts/servers.mjs';
import { closeDatabase, database } from '../database';
import type { SavedFor } from '../domain/card';
import { env } from '../env';
import { inboxIsDrained } from '../webhooks/take-up';
import { SECRET_KEY, StripeApi } from './stripe-api';

export const WEBHOOK_SECRET = 'whsec_cardkeep';

export type Shop = {
  stripe: StripeApi;
  stripeUrl: string;
  databaseFile: string;
  close: () => Promise<void>;
};

/**
 * The use cases as the app runs them: a SQLite file (or the database at `databaseUrl`) with the
 * catalog in it, and a stripe-local of its own. Settings are read once per process, so a test file
 * opens one shop. `answerWithinMs` is for tests that let answers stay away: nobody waits the full
 * time-out of the app.
 */
export async function openShop({
  databaseUrl,
  answerWithinMs,
  savedCards,
}: {
  databaseUrl?: string;
  answerWithinMs?: number;
  savedCards?: SavedFor;
} = {}): Promise<Shop> {
  const folder = mkdtempSync(join(tmpdir(), 'cardkeep-shop-'));
  const databaseFile = join(folder, 'cardkeep.db');
  const local = await startStripeLocal();
  const settings = {
    NODE_ENV: 'test',
    DATABASE_URL: databaseUrl ?? `file:${databaseFile}`,
    APP_URL: 'http://127.0.0.1:4350',
    AUTH_SECRET: 'a secret of more than thirty-two characters',
    STRIPE_SECRET_KEY: SECRET_KEY,
    STRIPE_PUBLISHABLE_KEY: 'pk_test_cardkeep',
    STRIPE_WEBHOOK_SECRET: WEBHOOK_SECRET,
    STRIPE_LOCAL_URL: local.url,
    LOG_LEVEL: 'silent',
    SAVED_CARDS: savedCards ?? '',
    STRIPE_TIMEOUT_MS: String(answerWithinMs ?? ''),
  };
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
  // Read now: vitest takes the settings back before each test.
  await migrateDatabase(env().databaseUrl);
  await seed(database(), []);
  return {
    stripe: new StripeApi(local.url),
    stripeUrl: local.url,
    databaseFile,
    close: async () => {
      // What runs on would miss the database.
      await inboxIsDrained();
      await closeDatabase();
      await local.end();
      rmSync(folder, { recursive: true });
    },
  };
}
