import './parts/node-version.mjs';
import { ensureBrowser } from './parts/browser.mjs';
import { BUILD, CHECKS } from './parts/checks.mjs';
import { countLine, sum } from './parts/counts.mjs';
import { runCrashTests, SHORT } from './parts/crash-tests.mjs';
import { runEndToEnd } from './parts/end-to-end.mjs';
import { SHORT_FAULTS } from './parts/faults.mjs';
import { ensureInstalled } from './parts/install.mjs';
import { main } from './parts/main.mjs';
import { say, step } from './parts/progress.mjs';

/** Runs one check to its end, shows what it complained about, and counts it: by its tests, or as one. */
async function counted([label, check]) {
  let result;
  try {
    await step(label, async () => {
      result = await check();
      if (!result.ok) throw new Error(label);
    });
  } catch (error) {
    say(result ? result.output : error.stack);
  }
  if (result?.counts) say(`  ${countLine(result.counts)}`);
  const ok = result?.ok ?? false;
  return result?.counts ?? { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 };
}

await main(async () => {
  await ensureInstalled();
  // The tests of stripe-local's own pages want one too, and skip themselves where there is none.
  process.env.CARDKEEP_CHROMIUM = await ensureBrowser();
  const counts = [];
  for (const check of [...CHECKS, SHORT_FAULTS]) counts.push(await counted(check));

  const built = await counted(BUILD);
  counts.push(built);
  if (built.failed === 0) {
    counts.push(await counted(['Browser tests', () => runEndToEnd('local')]));
    counts.push(await counted(['Crash tests', () => runCrashTests(SHORT)]));
  } else {
    say('The browser and crash tests did not run: there is no build to run them on.');
  }

  const total = sum(counts);
  say(countLine(total));
  return total.failed === 0 ? 0 : 1;
});
