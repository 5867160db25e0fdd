import './parts/node-version.mjs';
import { ensureBuilt } from './parts/build.mjs';
import { ensureInstalled } from './parts/install.mjs';
import { main } from './parts/main.mjs';
import { takeOption } from './parts/options.mjs';
import { runRehearsal } from './parts/rehearsal/run.mjs';
import { STRIPE_NAMES } from './parts/rehearsal/stripe-names.mjs';

await main(async () => {
  const { value: without, rest: args } = takeOption(process.argv.slice(2), 'without', STRIPE_NAMES);
  await ensureInstalled();
  await ensureBuilt();
  const result = await runRehearsal({ args, onTerminal: true, without });
  return result.ok ? 0 : 1;
});
