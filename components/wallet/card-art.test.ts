import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { artKinds, artOf } from './card-art';

const digits = fc.integer({ min: 0, max: 9999 }).map((number) => String(number).padStart(4, '0'));

describe('the picture on a card', () => {
  it('is the same for the same card, and one that can be drawn', () =>
    fc.assert(
      fc.property(fc.oneof(digits, fc.string()), (last4) => {
        expect(artOf({ last4 })).toEqual(artOf({ last4 }));
        expect(artKinds).toContain(artOf({ last4 }).kind);
        expect(artOf({ last4 }).turn % 45).toBe(0);
      }),
    ));

  it.each([
    ['4242', '1881'],
    ['4242', '5556'],
    ['4444', '5100'],
    ['0005', '8431'],
  ])('tells %s from %s', (one, other) =>
    expect(artOf({ last4: one })).not.toEqual(artOf({ last4: other })),
  );

  it('differs between neighbours, as a family’s cards are', () =>
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 9990 }),
        fc.integer({ min: 1, max: 9 }),
        (first, by) => {
          const of = (number: number) => artOf({ last4: String(number).padStart(4, '0') });
          expect(of(first)).not.toEqual(of(first + by));
        },
      ),
    ));
});
