import { expect, it } from 'vitest';
import { attackTable, attacksIn, unlikeDocument } from './attack-table.mjs';

const spec = (ok, tried) => ({
  ok,
  tests: [{ annotations: tried ? [{ type: 'tried', description: tried }] : [] }],
});
const report = (...suites) => ({ suites: [{ title: 'file.spec.ts', specs: [], suites }] });

const desk = { title: 'The desk', specs: [spec(true, 'its doors'), spec(false, 'its doors')] };
const money = { title: 'Money', specs: [spec(true, 'buttons')] };

const document = `
## What is tried

| A stranger wants | What is tried |
| ---------------- | ------------- |
| Money            | buttons       |
| The desk         | its doors     |

## Else

| Not | an attack |
`;

it('finds what was tried, with its tests counted', () => {
  expect(attacksIn(report(desk, money))).toEqual([
    { wants: 'The desk', tried: 'its doors', passed: 1, failed: 1 },
    { wants: 'Money', tried: 'buttons', passed: 1, failed: 0 },
  ]);
});

it('refuses a test outside of an attack', () => {
  const stray = { title: 'Stray', specs: [spec(true)] };
  expect(() => attacksIn(report(stray))).toThrow('"Stray" is no attack');
});

it('shows each attack once, on each database', () => {
  const [sqlite, postgres] = [attacksIn(report(desk, money)), attacksIn(report(money))];
  expect(
    attackTable([
      { database: 'sqlite', attacks: sqlite },
      { database: 'postgres', attacks: postgres },
    ]).split('\n'),
  ).toEqual([
    'A stranger wants  On sqlite      On postgres',
    'Money             held (1)       held (1)',
    'The desk          1 of 2 FAILED  not tried',
  ]);
});

it('says where the document differs, either way', () => {
  expect(unlikeDocument(attacksIn(report(desk, money)), document)).toEqual([]);
  const other = { title: 'Money', specs: [spec(true, 'keys')] };
  expect(unlikeDocument(attacksIn(report(other)), document)).toEqual([
    'docs/security.md lacks the row: | Money | keys |',
    'docs/security.md has a row that was not tried: The desk',
  ]);
});
