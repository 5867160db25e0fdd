import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { inRoot } from './root.mjs';

const FILE = ['scripts', 'page-weights.json'];

/** In bytes. Budgets are in units of it: what `du -k` and a browser's panel call a kilobyte. */
export const KB = 1_024;

/**
 * What each page of a build loads as script before anything is pressed, gzipped: what every page of Next loads, and the
 * chunks of the page, its layouts and the boundaries around it. Without polyfills, which browsers of today leave out
 * (`nomodule`), and without Stripe.js, which is Stripe's.
 * @param {string} base the folder that holds `.next`
 * @returns {Record<string, { bytes: number, modules: string[] }>} by route; `modules` are those that the page names
 */
export function weighPages(base) {
  const next = (...path) => join(base, '.next', ...path);
  const json = (name) => JSON.parse(readFileSync(next(name), 'utf8'));
  const known = new Map();
  const weigh = (chunk) => {
    if (!known.has(chunk)) known.set(chunk, gzipSync(readFileSync(next(chunk))).length);
    return known.get(chunk);
  };
  const { rootMainFiles } = json('build-manifest.json');
  const pages = Object.entries(json('app-path-routes-manifest.json')).filter(
    ([entry, route]) => entry.endsWith('/page') && !DRAWN_BY_NEXT.includes(route),
  );
  return Object.fromEntries(
    pages.map(([entry, route]) => {
      const manifest = readManifest(next('server', 'app', `${entry}_client-reference-manifest.js`));
      const chunks = new Set([...rootMainFiles, ...Object.values(manifest.entryJSFiles).flat()]);
      return [
        route,
        {
          bytes: [...chunks].reduce((sum, chunk) => sum + weigh(chunk), 0),
          modules: Object.keys(manifest.clientModules),
        },
      ];
    }),
  );
}

/** Nobody gets there by an address. */
const DRAWN_BY_NEXT = ['/_global-error', '/_not-found'];

/** A script of ours that the build wrote: it puts one object into a global. */
function readManifest(path) {
  const scope = {};
  runInNewContext(readFileSync(path, 'utf8'), scope);
  return Object.values(scope.__RSC_MANIFEST)[0];
}

/**
 * Holds pages against what they may weigh: `budgets` says by route how many KB more than an empty page. A page without
 * a budget is a complaint, and a budget without a page. So is a piece of the desk on a page that is not the desk's.
 * @returns {{ complaints: string[], table: string }}
 */
export function judgePages(pages, { emptyPage, budgets }) {
  const complaints = Object.keys(budgets)
    .filter((route) => !(route in pages))
    .map((route) => `${route} has a budget, but there is no such page`);
  const lines = Object.entries(pages)
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([route, { bytes, modules }]) => {
      const more = (bytes - emptyPage.bytes) / KB;
      const budget = budgets[route];
      if (budget === undefined) complaints.push(`${route} has no budget`);
      else if (more > budget)
        complaints.push(
          `${route} weighs ${more.toFixed(1)} KB more than an empty page, and may weigh ${budget}`,
        );
      const ofTheDesk = modules.filter((name) => name.includes('/components/desk/'));
      if (ofTheDesk.length > 0 && !/^\/desk(\/|$)/.test(route))
        complaints.push(`${route} loads what is only for the desk: ${ofTheDesk.join(', ')}`);
      return `${(bytes / KB).toFixed(1).padStart(7)} KB  + ${more.toFixed(1).padStart(5)} of ${budget}  ${route}`;
    });
  return { complaints, table: lines.join('\n') };
}

export const readBudgets = () => JSON.parse(readFileSync(inRoot(...FILE), 'utf8'));

export const budgetsFile = () => inRoot(...FILE);

/** The packages that an empty page consists of, as they are installed. */
export function versionsOfEmptyPage() {
  const versionOf = (name) =>
    JSON.parse(readFileSync(inRoot('node_modules', name, 'package.json'), 'utf8')).version;
  return Object.fromEntries(['next', 'react', 'react-dom'].map((name) => [name, versionOf(name)]));
}

/** The check of the build that is there. */
export async function checkPageWeights() {
  if (!existsSync(inRoot('.next', 'BUILD_ID'))) return { ok: false, output: 'There is no build.' };
  const budgets = readBudgets();
  const { complaints, table } = judgePages(weighPages(inRoot()), budgets);
  const now = JSON.stringify(versionsOfEmptyPage());
  if (now !== JSON.stringify(budgets.emptyPage.of))
    complaints.push(
      `The empty page was weighed with other packages than ${now}: run npm run weigh:empty`,
    );
  return { ok: complaints.length === 0, output: [...complaints, '', table].join('\n') };
}
