import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { judgePages, KB, weighPages } from './page-weights.mjs';

const page = (kilobytes, modules = []) => ({ bytes: 100 * KB + kilobytes * KB, modules });
const judge = (pages, budgets) =>
  judgePages(pages, { emptyPage: { bytes: 100 * KB }, budgets }).complaints;

it('lets pages be as heavy as their budgets', () => {
  expect(judge({ '/': page(30), '/wallet': page(59.9) }, { '/': 30, '/wallet': 60 })).toEqual([]);
});

it('complains of a page that is heavier, one without a budget, and a budget without a page', () => {
  expect(judge({ '/': page(30.2), '/new': page(0) }, { '/': 30, '/gone': 30 })).toEqual([
    '/gone has a budget, but there is no such page',
    '/ weighs 30.2 KB more than an empty page, and may weigh 30',
    '/new has no budget',
  ]);
});

it('finds the desk on other pages', () => {
  const modules = ['[project]/components/ui/button.tsx', '[project]/components/desk/pager.tsx'];
  const pages = { '/desk': page(1, modules), '/desks': page(1, modules) };
  expect(judge(pages, { '/desk': 1, '/desks': 1 })).toEqual([
    '/desks loads what is only for the desk: [project]/components/desk/pager.tsx',
  ]);
});

it('weighs each chunk once, gzipped, and neither polyfills nor routes', () => {
  const base = mkdtempSync(join(tmpdir(), 'weights-'));
  const put = (path, text) => {
    mkdirSync(dirname(join(base, '.next', path)), { recursive: true });
    writeFileSync(join(base, '.next', path), text);
    return gzipSync(text).length;
  };
  const weights = ['root', 'layout', 'page'].map((name) => put(`${name}.js`, name.repeat(90)));
  put(
    'build-manifest.json',
    JSON.stringify({ rootMainFiles: ['root.js'], polyfillFiles: ['old.js'] }),
  );
  put(
    'app-path-routes-manifest.json',
    JSON.stringify({
      '/(shop)/page': '/',
      '/api/route': '/api',
      '/_not-found/page': '/_not-found',
    }),
  );
  const manifest = {
    entryJSFiles: { layout: ['layout.js'], page: ['layout.js', 'page.js'] },
    clientModules: { 'a.tsx': {} },
  };
  put(
    'server/app/(shop)/page_client-reference-manifest.js',
    `globalThis.__RSC_MANIFEST = globalThis.__RSC_MANIFEST || {}; globalThis.__RSC_MANIFEST["/(shop)/page"] = ${JSON.stringify(manifest)};`,
  );
  expect(weighPages(base)).toEqual({
    '/': { bytes: weights.reduce((sum, weight) => sum + weight), modules: ['a.tsx'] },
  });
});
