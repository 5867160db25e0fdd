import { expect, it } from 'vitest';
import { formBody } from './form-body';
import { mergeRecords } from './merge';

it('writes nested names in brackets and arrays by index', () => {
  const body = formBody({
    a: 'x',
    card: { exp_month: 12, empty: '', none: null, missing: undefined },
    expand: ['one', { two: true }],
  });
  expect([...body]).toEqual([
    ['a', 'x'],
    ['card[exp_month]', '12'],
    ['card[empty]', ''],
    ['expand[0]', 'one'],
    ['expand[1][two]', 'true'],
  ]);
});

it('merges branch by branch, the second one winning', () => {
  expect(
    mergeRecords(
      { name: 'A', address: { city: 'Bern', country: 'CH' } },
      { name: undefined, address: { country: 'DE' } },
    ),
  ).toEqual({ name: 'A', address: { city: 'Bern', country: 'DE' } });
});
