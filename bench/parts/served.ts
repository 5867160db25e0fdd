import { mkdtempSync, rmSync } from 'node:fs';
import { countUnprocessed } from '@/db/queries/desk-health';
import { Shop } from '@/e2e/crash/shop';
import { ensureBuilt } from '@/scripts/parts/build.mjs';
import { inRoot } from '@/scripts/parts/root.mjs';
import { type BareApp, startBareApp } from './bare-app';

export type Served = { shop: Shop; bare: BareApp };

/** Both in one run: the shop's production build with a Stripe and a SQLite file of its own, and the bare app. */
export async function served(work: (both: Served) => Promise<void>): Promise<void> {
  await ensureBuilt();
  const folder = mkdtempSync(inRoot('.cache', 'bench-'));
  // As it is run, not as it is tested: the log is not told everything.
  const shop = await Shop.open({ folder, settings: { LOG_LEVEL: 'info' } });
  try {
    const bare = await startBareApp(shop);
    await work({ shop, bare });
    await bare.end();
  } finally {
    await shop.close();
    rmSync(folder, { recursive: true });
  }
}

/** Looked at so often, in ms: less than one event takes. */
const LOOK_EVERY_MS = 5;

/** Waits until Stripe has told everything, and the shop has dealt with it. */
export async function untilQuiet({ control, db }: Shop): Promise<void> {
  await control.settle();
  await untilDrained({ db });
}

export async function untilDrained({ db }: Pick<Shop, 'db'>): Promise<void> {
  while ((await countUnprocessed(db.read)) > 0) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}
