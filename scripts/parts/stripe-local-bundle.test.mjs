import { mkdtempSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeEach, describe, expect, it } from 'vitest';
import { findOrMake } from './stripe-local-bundle.mjs';

let sources;
let bundles;
beforeEach(() => {
  const folder = mkdtempSync(join(tmpdir(), 'bundle-'));
  [sources, bundles] = [join(folder, 'sources'), join(folder, 'bundles')];
  mkdirSync(join(sources, 'inside'), { recursive: true });
  write('main.ts', "export { where, told } from './inside/part';");
  write(
    'inside/part.ts',
    "import told from './told.json' with { type: 'json' };\nexport const where: string = import.meta.url;\nexport { told };",
  );
  write('inside/told.json', '{ "word": "one" }');
});

const write = (name, text) => writeFileSync(join(sources, name), text);
const made = () => findOrMake(sources, bundles);
const wordOf = async (bundle) => (await import(pathToFileURL(bundle).href)).told.word;

describe('the bundle of stripe-local', () => {
  it('is made once, and anew when a source changes, at any depth', async () => {
    const first = await made();
    expect(await made()).toBe(first);
    expect(await wordOf(first)).toBe('one');
    write('inside/told.json', '{ "word": "two" }');
    const second = await made();
    expect(second).not.toBe(first);
    expect(await wordOf(second)).toBe('two');
  });

  it('is the same after a change of a test', async () => {
    const first = await made();
    write('main.test.ts', 'export {};');
    expect(await made()).toBe(first);
  });

  it('lets a source know where it lies', async () => {
    const { where } = await import(pathToFileURL(await made()).href);
    expect(where).toBe(pathToFileURL(join(sources, 'inside', 'part.ts')).href);
  });

  it('is whole though many make it at once, and nothing half written stays', async () => {
    const bundle = await Promise.all(Array.from({ length: 8 }, made));
    expect(new Set(bundle).size).toBe(1);
    expect(await wordOf(bundle[0])).toBe('one');
    expect(readdirSync(bundles)).toHaveLength(1);
  });

  it('takes the place of those of days ago', async () => {
    const first = await made();
    utimesSync(first, 0, 0);
    write('main.ts', 'export const told = { word: 3 };');
    const second = await made();
    expect(readdirSync(bundles).map((name) => join(bundles, name))).toEqual([second]);
  });
});
