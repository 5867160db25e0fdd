import { describe, expect, it } from 'vitest';
import { askedFields, missingPromise } from './asked-fields';

describe('askedFields', () => {
  it('asks for country and postal code by default', () => {
    expect(askedFields({})).toEqual({ name: false, country: true, postalCode: true, promised: [] });
  });

  it('asks for nothing when all is promised', () => {
    const asked = askedFields({ fields: { billingDetails: 'never' } });
    expect(asked).toMatchObject({ country: false, postalCode: false });
    expect(asked.promised).toContain('email');
    expect(asked.promised).toContain('address.postal_code');
  });

  it('reads one part of the address, and the card’s own setting before the common one', () => {
    const asked = askedFields({
      fields: {
        billingDetails: 'never',
        card: { billingDetails: { address: { postalCode: 'never' } } },
      },
    });
    expect(asked).toMatchObject({ country: true, postalCode: false });
    expect(asked.promised).toEqual(['address.postal_code']);
  });

  it('asks a card for no address that is only wanted if required', () => {
    expect(askedFields({ fields: { billingDetails: { address: 'if_required' } } })).toMatchObject({
      country: false,
      postalCode: false,
      promised: [],
    });
  });
});

describe('missingPromise', () => {
  it('takes null for an answer and undefined for a forgotten one', () => {
    const promised = ['name', 'address.country'];
    expect(missingPromise(promised, { name: null, address: { country: null } })).toBeNull();
    expect(missingPromise(promised, { name: 'A', address: {} })).toBe('address.country');
    expect(missingPromise(promised, undefined)).toBe('name');
  });
});
