import { describe, expect, it } from 'vitest';
import { holdsLock } from './install.mjs';

const next = { version: '16.4.5', integrity: 'sha512-a' };
const windowsOnly = { version: '1.0.0', integrity: 'sha512-b', optional: true };
const lock = {
  packages: {
    '': { name: 'cardkeep' },
    'node_modules/next': next,
    'node_modules/win': windowsOnly,
  },
};

describe('holdsLock', () => {
  it.each([
    ['all of it', { 'node_modules/next': next, 'node_modules/win': windowsOnly }, true],
    ["all but another platform's package", { 'node_modules/next': next }, true],
    ['more than it', { 'node_modules/next': next, 'node_modules/extra': next }, true],
    ['less than it', { 'node_modules/win': windowsOnly }, false],
    ['another version', { 'node_modules/next': { ...next, version: '16.4.4' } }, false],
    ['other contents', { 'node_modules/next': { ...next, integrity: 'sha512-c' } }, false],
  ])('is asked of %s', (_, packages, holds) => {
    expect(holdsLock(lock, { packages })).toBe(holds);
  });
});
