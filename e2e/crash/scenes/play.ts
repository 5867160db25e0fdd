import type { RunResult } from '../one-run';
import type { SceneName } from '../options';
import { Shop } from '../shop';
import { ending, UNREADY_FOR_MS } from './ending';

/** Runs the work, shows how it went, and closes the shop. */
type Judge = (shop: Shop, words: string, work: () => Promise<RunResult>) => Promise<void>;

/** Opens a shop for a scene, plays it and has it judged. */
export async function playScene(scene: SceneName, folder: string, judge: Judge): Promise<void> {
  switch (scene) {
    case 'ending': {
      const shop = await Shop.open({ folder, settings: { UNREADY_FOR_MS } });
      return judge(shop, 'a server is told to end', () => ending(shop));
    }
    case 'rolling':
    case 'restored':
      return;
  }
}
