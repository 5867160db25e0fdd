import './parts/node-version.mjs';
import { ensureBuilt } from './parts/build.mjs';
import { runEndToEnd } from './parts/end-to-end.mjs';
import { ensureInstalled } from './parts/install.mjs';
import { Stop, main } from './parts/main.mjs';
import { inRoot } from './parts/root.mjs';
import { findStripeCli } from './parts/stripe-listen.mjs';
import { stripeTestSettings } from './parts/stripe-test-settings.mjs';

const [project, ...args] = process.argv.slice(2);

await main(async () => {
  if (project !== 'local' && project !== 'stripe-test') {
    throw new Stop('Usage: node scripts/e2e.mjs local|stripe-test [Playwright arguments]');
  }
  await ensureInstalled();
  if (project === 'stripe-test') {
    // Asked before the build, which takes longer than reading what is missing.
    stripeTestSettings(inRoot('.env.test'));
    findStripeCli();
  }
  await ensureBuilt();
  const result = await runEndToEnd(project, { args, onTerminal: true });
  return result.ok ? 0 : 1;
});
