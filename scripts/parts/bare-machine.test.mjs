import { readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { inRoot } from './root.mjs';

const IMPORT = /^(?:import|export)\s+(?:[\w\s{},*]+\s+from\s+)?'([^']+)';/gm;

/** Files that are loaded with this one, and the packages that they want; what is imported later may be there by then. */
function loadedWith(file, seen = new Set(), packages = []) {
  if (seen.has(file)) return packages;
  seen.add(file);
  const imports = readFileSync(file, 'utf8').matchAll(IMPORT);
  for (const [, name] of imports) {
    if (name.startsWith('.')) loadedWith(join(dirname(file), name), seen, packages);
    else if (!isBuiltin(name)) packages.push(`${name} in ${file}`);
  }
  return packages;
}

const entries = readdirSync(inRoot('scripts'))
  .filter((name) => name.endsWith('.mjs'))
  .map((name) => inRoot('scripts', name))
  .filter((file) => readFileSync(file, 'utf8').includes("from './parts/install.mjs'"));

it('whatever installs the packages is loaded without any', () => {
  expect(entries.length).toBeGreaterThan(5);
  expect(entries.flatMap((file) => loadedWith(file))).toEqual([]);
});
