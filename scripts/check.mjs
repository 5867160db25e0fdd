import './parts/node-version.mjs';
import { CHECKS } from './parts/checks.mjs';
import { ensureInstalled } from './parts/install.mjs';
import { Stop, main } from './parts/main.mjs';
import { step } from './parts/progress.mjs';

await main(async () => {
  await ensureInstalled();
  for (const [label, check] of CHECKS) {
    await step(label, async () => {
      const { ok, output } = await check();
      if (!ok) throw new Stop(output);
    });
  }
});
