import { describe, expect, it } from 'vitest';
import { brandName } from '../domain/brand-name';
import { shownBrand } from './shown-brand';

const visaAndCb = { available: ['cartes_bancaires', 'visa'], preferred: null };
const visa = { brand: 'visa', display_brand: 'visa', networks: visaAndCb };

describe('the brand that a card goes by', () => {
  it('is its own where it has one only', () => {
    const networks = { available: ['visa'], preferred: null };
    expect(shownBrand({ ...visa, networks })).toBe('visa');
  });

  it('is the one that its owner chose', () =>
    expect(shownBrand({ ...visa, display_brand: 'cartes_bancaires' })).toBe('cartes_bancaires'));

  it('is the preferred network where Stripe says nothing of how to show it', () => {
    const networks = { ...visaAndCb, preferred: 'cartes_bancaires' };
    expect(shownBrand({ ...visa, display_brand: null, networks })).toBe('cartes_bancaires');
  });

  it.each(['other', null])('is its own where `display_brand` is %s', (display_brand) =>
    expect(shownBrand({ ...visa, display_brand })).toBe('visa'),
  );

  it('is its own where Stripe tells of no networks', () =>
    expect(shownBrand({ brand: 'visa', display_brand: null, networks: null })).toBe('visa'));

  it.each([
    ['american_express', 'American Express'],
    ['cartes_bancaires', 'Cartes Bancaires'],
    ['diners_club', 'Diners Club'],
    ['discover', 'Discover'],
    ['eftpos_australia', 'Eftpos Australia'],
    ['interac', 'Interac'],
    ['jcb', 'JCB'],
    ['mastercard', 'Mastercard'],
    ['union_pay', 'UnionPay'],
    ['visa', 'Visa'],
  ])('has a name for people: %s', (display_brand, name) =>
    expect(brandName(shownBrand({ ...visa, display_brand }))).toBe(name),
  );
});
