import { describe, expect, it } from 'vitest';
import { brandName } from '@/lib/domain/brand-name';
import { cardLabel, shortExpiry, spokenCard } from './card-words';

const card = { brand: 'visa', last4: '4242', expMonth: 8, expYear: 2030 };

describe('words for a card', () => {
  it('are short on a button', () => expect(cardLabel(card)).toBe('Visa •••• 4242'));
  it('have two digits of month and year on the tile', () =>
    expect(shortExpiry(card)).toBe('08/30'));
  it('can be listened to', () =>
    expect(spokenCard(card)).toBe('Visa ending in 4242, expires 08/2030'));
  it('do not show the key of a brand we have never heard of', () =>
    expect(brandName('new_network')).toBe('Card'));
});
