import { expect, it } from 'vitest';
import { takeFlag, takeOption, takeText } from './options.mjs';

const engines = ['sqlite', 'postgres'];

it.each([
  [['--database', 'postgres', 'wallet'], 'postgres', ['wallet']],
  [['-g', 'a click', '--database=sqlite'], 'sqlite', ['-g', 'a click']],
  [['wallet'], undefined, ['wallet']],
])('takes its option out of %j and leaves the rest', (args, value, rest) => {
  expect(takeOption(args, 'database', engines)).toEqual({ value, rest });
});

it.each([[['--database']], [['--database', 'mysql']], [['--database=']]])('refuses %j', (args) => {
  expect(() => takeOption(args, 'database', engines)).toThrow(
    '--database takes sqlite or postgres.',
  );
});

it('takes a flag out wherever it stands', () => {
  expect(takeFlag(['a', '--short', 'b'], 'short')).toEqual({ isSet: true, rest: ['a', 'b'] });
  expect(takeFlag(['a'], 'short')).toEqual({ isSet: false, rest: ['a'] });
});

it('takes a text, and says where there is none', () => {
  expect(takeText(['--compare', 'a.json', 'b'], 'compare')).toEqual({
    value: 'a.json',
    rest: ['b'],
  });
  expect(takeText(['--compare=a.json'], 'compare')).toEqual({ value: 'a.json', rest: [] });
  expect(takeText(['b'], 'compare')).toEqual({ value: undefined, rest: ['b'] });
  expect(() => takeText(['--compare'], 'compare')).toThrow('--compare takes a value.');
});
