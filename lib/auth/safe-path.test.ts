import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { safePath } from './safe-path';

const SHOP = 'https://shop.example';

/** What browsers take away or read as a slash, and what leads elsewhere. */
const piece = fc.constantFrom(
  ...['/', '//', '\\', '.', '..', '%2e', '%2E', '%2f', '%5c', '\t', '\n', '\r', ' ', '@', ':'],
  ...[
    '?',
    '#',
    'a',
    'x',
    'elsewhere.example',
    'https:',
    'javascript:',
    '\u0000',
    '\uFF0F',
    '\u3002',
  ],
);
const oddPath = fc.array(piece, { maxLength: 12 }).map((pieces) => `/${pieces.join('')}`);

describe('where sign-in leads', () => {
  it.each([
    ['/orders', '/orders'],
    ['/checkout?product=tideline', '/checkout?product=tideline'],
    ['/a/../wallet', '/wallet'],
    ['/orders#top', '/orders'],
  ])('%s is a path of ours', (next, path) => expect(safePath(next)).toBe(path));

  it.each([
    ...[
      '//elsewhere.example',
      '/\\elsewhere.example',
      '\\\\elsewhere.example',
      'https://x.example',
    ],
    ...['/.//elsewhere.example', '/..//elsewhere.example', '/x/..//elsewhere.example'],
    ...['/%2e//elsewhere.example', '/%2E%2e//elsewhere.example', '/.\\\\elsewhere.example'],
    ...['/.\\/elsewhere.example', '/\t/elsewhere.example', '/./\t/elsewhere.example'],
    ...['', 'orders', 'javascript:alert(1)', undefined, null],
  ])('%j leads home', (next) => expect(safePath(next)).toBe('/'));

  it('stays in the shop, whatever is asked for', () =>
    fc.assert(
      fc.property(oddPath, (next) => {
        const path = safePath(next);
        expect(path).toMatch(/^\/(?![/\\])/);
        expect(new URL(path, SHOP).origin).toBe(SHOP);
      }),
      { numRuns: 2_000 },
    ));
});
