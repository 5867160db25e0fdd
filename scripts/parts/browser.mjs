import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { Stop } from './main.mjs';
import { npm } from './npm.mjs';
import { run } from './processes.mjs';
import { step } from './progress.mjs';
import { inRoot } from './root.mjs';

const PLACES = {
  linux: [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/usr/bin/google-chrome-stable',
    '/opt/google/chrome/chrome',
    '/snap/bin/chromium',
  ],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    join(homedir(), 'Applications/Google Chrome.app/Contents/MacOS/Google Chrome'),
  ],
  win32: [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA]
    .filter(Boolean)
    .map((folder) => join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe')),
};
const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];

// The newest that was seen to run under Playwright 1.65 on Node 20.
const PACKAGED = '@sparticuz/chromium@143.0.4';

/** A Chromium for the browser tests: the one asked for, one that is there, or one brought by npm. */
export async function ensureBrowser() {
  const asked = process.env.CARDKEEP_CHROMIUM;
  if (asked) {
    if (existsSync(asked)) return asked;
    throw new Stop(`CARDKEEP_CHROMIUM names no file: ${asked}`);
  }
  return (await playwrightsOwn()) ?? installedBrowser() ?? (await packagedBrowser());
}

async function playwrightsOwn() {
  const { chromium } = await import('playwright');
  const path = chromium.executablePath();
  return existsSync(path) ? path : null;
}

/** A Chromium or Chrome that somebody installed, or null. Needs nothing from node_modules. */
export function installedBrowser() {
  const onPath = (process.env.PATH ?? '')
    .split(delimiter)
    .filter(Boolean)
    .flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return [...(PLACES[process.platform] ?? []), ...onPath].find((path) => existsSync(path)) ?? null;
}

async function packagedBrowser() {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Stop(
      'No browser was found. Install Chrome, run "npx playwright install chromium", or name one in CARDKEEP_CHROMIUM.',
    );
  }
  const folder = inRoot('.cache', 'browser');
  if (!existsSync(join(folder, 'node_modules', '@sparticuz', 'chromium', 'bin'))) {
    await step('Installing a browser, for no other was found', () => installInto(folder));
  }
  return unpack(folder);
}

async function installInto(folder) {
  mkdirSync(folder, { recursive: true });
  // A package.json of its own, or npm would walk up and install into ours.
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  const result = await npm(['install', '--prefix', folder, '--no-fund', '--no-audit', PACKAGED]);
  if (!result.ok)
    throw new Stop(`No browser was found, and npm could not bring one:\n${result.output}`);
}

/** The package unpacks itself into the temporary folder; ours is one that is kept. */
async function unpack(folder) {
  const program =
    "import('@sparticuz/chromium').then((m) => m.default.executablePath()).then((p) => console.log(p))";
  const result = await run(process.execPath, ['-e', program], {
    env: { ...process.env, TMPDIR: folder },
    cwd: folder,
  });
  const path = result.output.trim().split('\n').at(-1);
  if (!result.ok || !existsSync(path))
    throw new Stop(`The browser did not unpack:\n${result.output}`);
  const version = await run(path, ['--version', '--no-sandbox']);
  if (!version.ok) {
    throw new Stop(
      `The browser that npm brought does not start here; its system libraries are missing:\n${version.output}\n` +
        'Install Chromium with the system\'s package manager, or run "npx playwright install --with-deps chromium".',
    );
  }
  return path;
}
