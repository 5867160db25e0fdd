import './parts/node-version.mjs';
import { ensureBuilt } from './parts/build.mjs';
import { main } from './parts/main.mjs';
import { checkPageWeights } from './parts/page-weights.mjs';
import { say } from './parts/progress.mjs';

await main(async () => {
  await ensureBuilt();
  const { ok, output } = await checkPageWeights();
  say(output);
  return ok ? 0 : 1;
});
