import { defineConfig } from 'playwright/test';
import { run } from './e2e/setup/run';
import { thisStripe } from './e2e/setup/this-stripe';

/** Leads Stripe's names to a rehearsal's front, and believes that one's certificate and no other. */
const rehearsing = ({ frontPort, certificate }: NonNullable<typeof run.rehearsal>) => [
  `--host-resolver-rules=MAP *.stripe.com 127.0.0.1:${frontPort}`,
  `--ignore-certificate-errors-spki-list=${certificate.keyHash}`,
  // What a page was not allowed is kept back for a minute otherwise.
  '--short-reporting-delay',
];

const isRecording = process.env.CARDKEEP_RECORDING === '1';

export default defineConfig({
  outputDir: process.env.CARDKEEP_E2E_RESULTS,
  fullyParallel: true,
  // Each has a shop of its own, made ready by scripts/e2e.mjs. Playwright's own number, half of the cores, would hold
  // each project below it.
  workers: run.workers,
  forbidOnly: !!process.env.CI,
  // A test that passes the second time has found something.
  retries: 0,
  timeout: thisStripe.patience.test,
  expect: { timeout: thisStripe.patience.expect },
  reporter: [
    ['list'],
    ['./e2e/report/run-reporter.ts'],
    ['./e2e/report/assumptions.ts'],
    ['./e2e/report/matrix.ts'],
  ],
  use: {
    // A trace of every test costs a tenth of the time, and is looked at when one fails: scripts/e2e.mjs plays that one
    // once more, for the record.
    trace: isRecording ? 'on' : 'off',
    video: isRecording ? 'on' : 'off',
    screenshot: 'only-on-failure',
    locale: 'en-US',
    launchOptions: {
      executablePath: process.env.CARDKEEP_CHROMIUM,
      args: run.rehearsal ? rehearsing(run.rehearsal) : [],
    },
  },
  projects: [
    { name: 'local', testDir: 'e2e/specs', workers: run.workers },
    // The same specs on what production has, and one that shows what they find there.
    { name: 'rehearsal', testDir: 'e2e', testMatch: ['specs/*.spec.ts', 'rehearsal/*.spec.ts'] },
    // One worker: a sandbox allows 25 calls a second, and Payment Element mistrusts many forms at once.
    { name: 'stripe-test', testDir: 'e2e/specs', workers: 1 },
    // One worker: the two engines are attacked beside each other, and each has a core.
    {
      name: 'attacks',
      testDir: 'e2e/attacks',
      testIgnore: 'afterwards/**',
      workers: 1,
      teardown: 'afterwards',
    },
    // Every documented test card, for `npm run test:matrix`, against stripe-local or Stripe.
    { name: 'matrix', testDir: 'e2e/matrix', testMatch: '*.spec.ts', workers: run.workers },
    // No tests: every page in both themes and two sizes, for `npm run pictures`.
    { name: 'pictures', testDir: 'e2e/pictures', workers: 1 },
    // What all attacks have left behind, looked at when the last one is over.
    { name: 'afterwards', testDir: 'e2e/attacks/afterwards' },
  ],
});
