import { defineConfig } from 'playwright/test';
import { run } from './e2e/setup/run';

export default defineConfig({
  testDir: 'e2e/specs',
  outputDir: '.cache/test-results',
  fullyParallel: true,
  // Playwright takes half of the cores for itself, which would hold each project below its own number.
  workers: 2,
  forbidOnly: !!process.env.CI,
  // A test that passes the second time has found something.
  retries: 0,
  // A purchase with 3-D Secure takes about 5 s here; against Stripe it is slower, and its form resists haste.
  timeout: run.project === 'local' ? 45_000 : 180_000,
  expect: { timeout: run.project === 'local' ? 10_000 : 30_000 },
  reporter: [['list']],
  use: {
    baseURL: run.appUrl,
    // Without its pictures a trace costs a third less time, and the failure's screenshot is there anyway.
    trace: { mode: 'retain-on-failure', screenshots: false },
    screenshot: 'only-on-failure',
    locale: 'en-US',
    launchOptions: { executablePath: process.env.CARDKEEP_CHROMIUM },
  },
  projects: [
    // Each test has its own person, so any number would do; two are what two cores carry.
    { name: 'local', workers: 2 },
    // One worker: a sandbox allows 25 calls a second, and Payment Element mistrusts many forms at once.
    { name: 'stripe-test', workers: 1 },
  ],
});
