import { expect, it } from 'vitest';
import { takeFlag, takeOption } from './options.mjs';

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
