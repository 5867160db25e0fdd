import { mkdirSync } from 'node:fs';
import { ensureBuiltAsNext } from '@/scripts/parts/build.mjs';
import { freePort } from '@/scripts/parts/ports.mjs';
import { startPostgres } from '@/scripts/parts/postgres.mjs';
import { Front } from '../front';
import type { RunResult } from '../one-run';
import type { SceneName } from '../options';
import { Shop } from '../shop';
import * as end from './ending';
import { restored } from './restored';
import * as deployment from './rolling';

/** Runs the work, shows how it went, and closes the shop. */
type Judge = (shop: Shop, words: string, work: () => Promise<RunResult>) => Promise<void>;

/** Opens a shop for a scene, plays it and has it judged. */
export async function playScene(
  scene: SceneName,
  { folder, seed }: { folder: string; seed: number },
  judge: Judge,
): Promise<void> {
  mkdirSync(folder, { recursive: true });
  switch (scene) {
    case 'ending': {
      const { UNREADY_FOR_MS } = end;
      const shop = await Shop.open({ folder, settings: { UNREADY_FOR_MS } });
      return judge(shop, 'a server is told to end', () => end.ending(shop));
    }
    case 'restored': {
      const shop = await Shop.open({ folder });
      return judge(shop, 'a backup is put back', () => restored(shop));
    }
    case 'rolling':
      return playRolling(folder, seed, judge);
  }
}

async function playRolling(folder: string, seed: number, judge: Judge): Promise<void> {
  const nextBuild = await ensureBuiltAsNext();
  const postgres = await startPostgres();
  const databaseUrl = await postgres.createDatabase('cardkeep_rolling');
  const frontPort = await freePort();
  const { UNREADY_FOR_MS } = deployment;
  const settings = { UNREADY_FOR_MS };
  const shop = await Shop.open({ folder, databaseUrl, servers: 2, frontPort, settings });
  shop.nextBuild = nextBuild;
  await shop.start(0);
  const front = await Front.open(frontPort, [shop.listensAt(0), shop.listensAt(1)]);
  await judge(shop, 'a rolling deployment', () => deployment.rolling({ shop, front, seed }));
  await front.close();
  await postgres.end();
}
