import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addressLines,
  canChangeAddress,
  isSameAddress,
  missingParts,
  postalAddressOf,
  shortAddress,
  type PostalAddress,
} from './address';

const mill: PostalAddress = {
  name: 'Ada',
  line1: '12 Mill Lane',
  line2: null,
  city: 'York',
  state: null,
  postalCode: 'YO1 7AA',
  country: 'GB',
};
const optional = fc.option(fc.string({ minLength: 1 }));
const anAddress = fc.record({
  ...{ name: fc.string({ minLength: 1 }), line1: fc.string({ minLength: 1 }) },
  ...{ line2: optional, city: optional, state: optional, postalCode: optional },
  country: fc.constantFrom('DE', 'FR', 'GB', 'HK', 'IE', 'JP', 'SG', 'US'),
});

describe('an address', () => {
  it('is named by person and street', () => expect(shortAddress(mill)).toBe('Ada, 12 Mill Lane'));

  it.each<[Partial<PostalAddress>, string[]]>([
    [{}, ['Ada', '12 Mill Lane', 'York YO1 7AA', 'United Kingdom']],
    [{ line2: 'Flat 3' }, ['Ada', '12 Mill Lane', 'Flat 3', 'York YO1 7AA', 'United Kingdom']],
    [
      { country: 'DE', city: 'Bremen', postalCode: '28195' },
      ['Ada', '12 Mill Lane', '28195 Bremen', 'Germany'],
    ],
    [
      { country: 'US', city: 'Salem', state: 'MA', postalCode: '01970' },
      ['Ada', '12 Mill Lane', 'Salem, MA 01970', 'United States'],
    ],
    [
      { country: 'HK', city: null, postalCode: null },
      ['Ada', '12 Mill Lane', 'Hong Kong SAR China'],
    ],
  ])('is written as its country writes it', (given, lines) =>
    expect(addressLines({ ...mill, ...given })).toEqual(lines),
  );

  it('is written with all that it holds, and no empty line', () =>
    fc.assert(
      fc.property(anAddress, (address) => {
        const lines = addressLines(address);
        for (const part of Object.values({ ...address, country: null })) {
          if (part !== null) expect(lines.join('\n')).toContain(part);
        }
        expect(lines).not.toContain('');
      }),
    ));

  it.each<[Partial<PostalAddress>, (keyof PostalAddress)[]]>([
    [{}, []],
    [{ city: null, postalCode: null }, ['city', 'postalCode']],
    [{ country: 'US' }, ['state']],
    [{ country: 'IE', postalCode: null }, []],
    [{ country: 'SG', city: null }, []],
  ])('holds what its country asks for: %o lacks %o', (given, missing) =>
    expect(missingParts({ ...mill, ...given })).toEqual(missing),
  );

  it('is the same whatever row it stands in', () =>
    fc.assert(
      fc.property(anAddress, anAddress, (one, other) => {
        const row = { id: 'a', ...one, createdAt: 1 };
        expect(isSameAddress(row, one)).toBe(true);
        expect(postalAddressOf(row)).toEqual(one);
        const differ = Object.keys(one).some(
          (key) => one[key as keyof PostalAddress] !== other[key as keyof PostalAddress],
        );
        expect(isSameAddress(one, other)).toBe(!differ);
      }),
    ));
});

describe('where an order goes', () => {
  it('can be changed until it is sent', () => {
    const order = { sentAt: null, paymentState: 'paid', amount: 4800, refundedAmount: 0 } as const;
    expect(canChangeAddress(order)).toBe(true);
    expect(canChangeAddress({ ...order, paymentState: 'scheduled' })).toBe(true);
    expect(canChangeAddress({ ...order, refundedAmount: 4799 })).toBe(true);
    expect(canChangeAddress({ ...order, refundedAmount: 4800 })).toBe(false);
    expect(canChangeAddress({ ...order, sentAt: 1 })).toBe(false);
    expect(canChangeAddress({ ...order, paymentState: 'canceled' })).toBe(false);
  });
});
