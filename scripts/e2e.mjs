import './parts/node-version.mjs';
import { ensureBuilt } from './parts/build.mjs';
import { DATABASES, runEndToEnd } from './parts/end-to-end.mjs';
import { ensureInstalled } from './parts/install.mjs';
import { Stop, main } from './parts/main.mjs';
import { takeOption } from './parts/options.mjs';
import { stripeTestNeeds } from './parts/stripe-test-needs.mjs';

const [project, ...given] = process.argv.slice(2);

await main(async () => {
  if (project !== 'local' && project !== 'stripe-test') {
    throw new Stop(
      'Usage: node scripts/e2e.mjs local|stripe-test [--database postgres] [Playwright arguments]',
    );
  }
  const { value: database = 'sqlite', rest: args } = takeOption(given, 'database', DATABASES);
  if (project === 'stripe-test' && database !== 'sqlite') {
    throw new Stop('Against Stripe itself the specs run on SQLite.');
  }
  await ensureInstalled();
  // Asked before the build, which takes longer than reading what is missing.
  if (project === 'stripe-test') stripeTestNeeds();
  await ensureBuilt();
  const result = await runEndToEnd(project, {
    args,
    onTerminal: true,
    database,
  });
  return result.ok ? 0 : 1;
});
