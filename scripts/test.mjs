import './parts/node-version.mjs';
import { SHORT_ATTACKS } from './parts/attacks.mjs';
import { ensureBrowser } from './parts/browser.mjs';
import {
  ARROWS,
  besideEachOther,
  BUILD,
  FORMAT,
  LINT,
  PAGE_WEIGHTS,
  TYPES,
  UNIT_TESTS,
} from './parts/checks.mjs';
import { countLine, sum } from './parts/counts.mjs';
import { runCrashTests, SHORT } from './parts/crash-tests.mjs';
import { runEndToEnd } from './parts/end-to-end.mjs';
import { SHORT_FAULTS } from './parts/faults.mjs';
import { ensureInstalled } from './parts/install.mjs';
import { main } from './parts/main.mjs';
import { say, step } from './parts/progress.mjs';
import { SHORT_REHEARSAL } from './parts/rehearsal/run.mjs';
import { timeTable } from './parts/times.mjs';

const begun = Date.now();
const done = [];

/** Runs one check to its end, shows what it complained about, and counts it: by its tests, or as one. */
async function counted([label, check]) {
  const start = Date.now();
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
  const counts = result?.counts ?? { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 };
  done.push({ label, ms: Date.now() - start, counts });
  return ok;
}

await main(async () => {
  await ensureInstalled();
  // The tests of stripe-local's own pages want one too, and skip themselves where there is none.
  process.env.CARDKEEP_CHROMIUM = await ensureBrowser();
  // Types before the build, which writes the same generated ones. The faults wait most of their time, and leave lint a
  // core of its own; the other tests come after it, or they would wait for one.
  const [, built] = await besideEachOther(
    [
      [TYPES, BUILD, SHORT_FAULTS],
      [LINT, FORMAT, ARROWS],
    ],
    counted,
  );
  await counted(UNIT_TESTS);
  if (built) {
    await counted(PAGE_WEIGHTS);
    await counted(['Browser tests', () => runEndToEnd('local')]);
    await counted(SHORT_REHEARSAL);
    await counted(SHORT_ATTACKS);
    await counted(['Crash tests', () => runCrashTests(SHORT)]);
  } else {
    say(
      'The browser tests, rehearsal, attacks and crash tests did not run: there is no build to run them on.',
    );
  }

  const total = sum(done.map(({ counts }) => counts));
  say(`\n${timeTable(done, Date.now() - begun)}\n`);
  say(countLine(total));
  return total.failed === 0 ? 0 : 1;
});
