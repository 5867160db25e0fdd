import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright';

/** Where a browser is: named by the environment, as the test runner does, or Playwright's own. */
export const chromiumPath = [process.env.CARDKEEP_CHROMIUM ?? '', chromium.executablePath()].find(
  (path) => path !== '' && existsSync(path),
);

export const launchChromium = (): Promise<Browser> =>
  // Inside containers tests often run as root, and Chromium's sandbox refuses that.
  chromium.launch({ executablePath: chromiumPath ?? '', args: ['--no-sandbox'] });
