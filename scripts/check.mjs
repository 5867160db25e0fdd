import './parts/node-version.mjs';
import { ARROWS, besideEachOther, FORMAT, LINT, TYPES, UNIT_TESTS } from './parts/checks.mjs';
import { ensureInstalled } from './parts/install.mjs';
import { Stop, main } from './parts/main.mjs';
import { step } from './parts/progress.mjs';

const hold = ([label, check]) =>
  step(label, async () => {
    const { ok, output } = await check();
    if (!ok) throw new Stop(output);
  });

await main(async () => {
  await ensureInstalled();
  await besideEachOther([[FORMAT, ARROWS, TYPES], [LINT]], hold);
  await hold(UNIT_TESTS);
});
