import fc from 'fast-check';
import { expect, it } from 'vitest';
import { networksToChoose } from './card-networks';

it.each([
  ['4000 0025 0000 1001', ['cartes_bancaires', 'visa']],
  ['5555552500001001', ['cartes_bancaires', 'mastercard']],
  // The same first eight digits, and one network only.
  ['4000002500000003', []],
  ['4000002500003155', []],
  ['400000250000100', []],
  // Co-badged with eftpos, which its holder does not choose.
  ['4000050360000001', []],
  ['', []],
])('%s leaves %j to choose', (number, networks) => {
  expect(networksToChoose(number)).toEqual(networks);
});

it('never leaves one alone', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[0-9 ]{0,23}$/), (number) => {
      expect(networksToChoose(number)).not.toHaveLength(1);
    }),
  );
});
