import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright';

const usualPlaces = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Where a browser is: named by the environment, Playwright's own, or in one of the usual places. */
export const chromiumPath = [
  process.env.CARDKEEP_CHROMIUM ?? '',
  chromium.executablePath(),
  ...usualPlaces,
].find((path) => path !== '' && existsSync(path));

export const launchChromium = (): Promise<Browser> =>
  // Inside containers tests often run as root, and Chromium's sandbox refuses that.
  chromium.launch({ executablePath: chromiumPath ?? '', args: ['--no-sandbox'] });
