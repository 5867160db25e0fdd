import { expect, it } from 'vitest';
import { declinedLast } from './declined-last';

const card = (last4: string) => ({
  id: last4,
  brand: 'visa',
  last4,
  nickname: null,
  expMonth: 1,
  expYear: 2030,
  expiry: 'valid' as const,
  isDefault: false,
  offeredAtCheckout: true,
});
const last4s = (cards: readonly { last4: string }[]) => cards.map(({ last4 }) => last4);
const cards = ['0341', '4242', '1111'].map(card);

it('offers the card that was just declined after all others, which keep their order', () => {
  const declined = { reason: 'refused', card: { brand: 'visa', last4: '0341' } } as const;
  expect(last4s(declinedLast(cards, declined))).toEqual(['4242', '1111', '0341']);
});

it('changes nothing where no card is known to have been declined', () =>
  expect(last4s(declinedLast(cards, { reason: 'refused', card: null }))).toEqual(last4s(cards)));
