import { describe, expect, it } from 'vitest';
import { assumptionTable } from './table';

const row = { name: 'a thing', leansOnIt: 'lib/a.ts', believed: { one: 'yes', two: 2 } };

describe('the table of assumptions', () => {
  it('puts what was said beside what is believed', () => {
    const table = assumptionTable([{ ...row, heard: { said: { one: 'yes', two: 3 } } }]);
    expect(table).toContain('| one | "yes" | "yes" | holds |');
    expect(table).toContain('| two | 2 | 3 | **differs** |');
  });

  it('shows what only one of them knows', () => {
    const table = assumptionTable([{ ...row, heard: { said: { one: 'yes', three: null } } }]);
    expect(table).toContain('| two | 2 | – | **differs** |');
    expect(table).toContain('| three | – | null | **differs** |');
  });

  it('says why nobody could ask, and what failed', () => {
    const table = assumptionTable([
      { ...row, heard: { cannotBeAsked: 'no key' } },
      { ...row, heard: { failed: 'ended | early\nagain' } },
    ]);
    expect(table).toContain('| no key | not asked |');
    expect(table).toContain('ended \\| early again | failed |');
  });
});
