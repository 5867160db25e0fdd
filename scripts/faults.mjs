import './parts/node-version.mjs';
import { countLine } from './parts/counts.mjs';
import { faults } from './parts/faults.mjs';
import { ensureInstalled } from './parts/install.mjs';
import { main } from './parts/main.mjs';
import { say, step } from './parts/progress.mjs';

await main(async () => {
  await ensureInstalled();
  const result = await step('Every fault on every call of every journey', () =>
    faults(...process.argv.slice(2)),
  );
  if (!result.ok) say(result.output);
  say(countLine(result.counts));
  return result.ok && result.counts.failed === 0 ? 0 : 1;
});
