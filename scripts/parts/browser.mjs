import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { Stop } from './main.mjs';
import { npm } from './npm.mjs';
import { run } from './processes.mjs';
import { step } from './progress.mjs';
import { inRoot } from './root.mjs';

/** Those that never compose a window: they do the same tests in two thirds of the time. */
const SHELLS = ['chromium-headless-shell', 'chrome-headless-shell', 'headless_shell'];
const WHOLE = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];

/** Where browsers lie that are on no PATH. */
const PLACES = {
  linux: ['/opt/google/chrome/chrome', '/snap/bin/chromium'],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    join(homedir(), 'Applications/Google Chrome.app/Contents/MacOS/Google Chrome'),
  ],
  win32: [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA]
    .filter(Boolean)
    .map((folder) => join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe')),
};

// The newest that was seen to run under Playwright 1.65 on Node 20.
const PACKAGED = '@sparticuz/chromium@143.0.4';

/**
 * A Chromium for the browser tests: the one asked for, Playwright's own, one that is there, or one brought by npm.
 * `withWindow` where somebody wants to watch.
 * @param {{ withWindow?: boolean }} [wish]
 */
export const ensureBrowser = async (wish) =>
  (await findBrowser(wish)) ?? (await packagedBrowser(wish));

/** The same without bringing one: null where there is none. */
export async function findBrowser(wish) {
  const asked = process.env.CARDKEEP_CHROMIUM;
  if (asked) {
    if (existsSync(asked)) return asked;
    throw new Stop(`CARDKEEP_CHROMIUM names no file: ${asked}`);
  }
  return (await playwrightsOwn(wish)) ?? installedBrowser(wish);
}

async function playwrightsOwn({ withWindow = false } = {}) {
  const { chromium } = await import('playwright');
  const whole = chromium.executablePath();
  const shell = withWindow ? null : shellBeside(whole);
  return shell ?? (existsSync(whole) ? whole : null);
}

/** Playwright names the whole browser only; its shell lies beside it, in a folder of the same revision. */
function shellBeside(whole) {
  const [, cache = '', revision] = /^(.*)[/\\]chromium-(\d+)[/\\]/.exec(whole) ?? [];
  const folder = join(cache, `chromium_headless_shell-${revision}`);
  if (!existsSync(folder)) return null;
  const names = SHELLS.flatMap((name) => [name, `${name}.exe`]);
  return firstThere(
    readdirSync(folder).map((inner) => join(folder, inner)),
    names,
  );
}

/** A Chromium or Chrome that somebody installed, or null. Needs nothing from node_modules. */
export const installedBrowser = ({ withWindow = false } = {}) =>
  (withWindow ? null : installedShell()) ??
  firstThere(onPath(), WHOLE) ??
  (PLACES[process.platform] ?? []).find((path) => existsSync(path)) ??
  null;

export const installedShell = () => firstThere(onPath(), SHELLS);

/** /usr/bin too where PATH was emptied, as it is for some services. */
const onPath = () =>
  [...new Set([...(process.env.PATH ?? '').split(delimiter), '/usr/bin'])].filter(Boolean);

const firstThere = (folders, names) =>
  names
    .flatMap((name) => folders.map((folder) => join(folder, name)))
    .find((path) => existsSync(path)) ?? null;

async function packagedBrowser({ withWindow = false } = {}) {
  if (withWindow || process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Stop(
      `No browser ${withWindow ? 'with a window ' : ''}was found. ` +
        'Install Chrome, run "npx playwright install chromium", or name one in CARDKEEP_CHROMIUM.',
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
