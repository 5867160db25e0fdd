import { expect, it } from 'vitest';
import { timeTable } from './times.mjs';

const counts = (passed, failed = 0) => ({ passed, failed, skipped: 0 });

it('says what each step cost, and what all of them did together', () => {
  const steps = [
    { label: 'Lint', ms: 61_240, counts: counts(1) },
    { label: 'Unit tests', ms: 9_050, counts: counts(2_840, 12) },
  ];
  expect(timeTable(steps, 65_000).split('\n')).toEqual([
    'Step                           Time  Passed  Failed',
    'Lint                         61.2 s       1       0',
    'Unit tests                    9.1 s    2840      12',
    'All, some beside each other  65.0 s',
  ]);
});
