import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { hashSources } from './build.mjs';

let base;
const write = (path, content) => writeFileSync(join(base, path), content);

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'sources-'));
  mkdirSync(join(base, 'app', 'shop'), { recursive: true });
  mkdirSync(join(base, 'e2e'));
  write('app/shop/page.tsx', 'one');
  write('package.json', '{}');
});

describe('hashSources', () => {
  it('is the same for the same sources', () => {
    expect(hashSources(base)).toBe(hashSources(base));
  });

  it.each([
    ['a changed page', () => write('app/shop/page.tsx', 'two')],
    ['a new page', () => write('app/page.tsx', 'one')],
    ['a changed setting', () => write('next.config.ts', 'export default {};')],
  ])('changes with %s', (_, change) => {
    const before = hashSources(base);
    change();
    expect(hashSources(base)).not.toBe(before);
  });

  it.each([
    ['a test', () => write('app/shop/page.test.tsx', 'one')],
    ['a browser test', () => write('e2e/wallet.spec.ts', 'one')],
  ])('does not change with %s', (_, change) => {
    const before = hashSources(base);
    change();
    expect(hashSources(base)).toBe(before);
  });
});
