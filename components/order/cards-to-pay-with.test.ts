import { expect, it } from 'vitest';
import type { PreorderView } from '@/lib/domain/order-view';
import { cardsToPayWith } from './cards-to-pay-with';

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
const preorder = (canBeCharged: boolean): PreorderView => ({
  shipBy: 0,
  isLapsed: false,
  agreement: null,
  card: { ...card('3184'), canBeCharged },
  takesCard: false,
  setup: null,
});
const last4s = (cards: readonly { last4: string }[]) => cards.map(({ last4 }) => last4);
const offered = ['3184', '4242'].map(card);
const confirm = {
  reason: 'authentication_required',
  card: { brand: 'visa', last4: '3184' },
} as const;
const refused = { reason: 'refused', card: { brand: 'visa', last4: '3184' } } as const;

it('begins with the card whose bank wants its customer to confirm, offered at checkout or not', () => {
  const order = { declined: confirm, preorder: preorder(true) };
  expect(last4s(cardsToPayWith(offered, order))).toEqual(['3184', '4242']);
  expect(last4s(cardsToPayWith([card('4242')], order))).toEqual(['3184', '4242']);
});

it('ends with a card that was declined for good, and leaves out one that is gone', () => {
  expect(last4s(cardsToPayWith(offered, { declined: refused, preorder: preorder(true) }))).toEqual([
    '4242',
    '3184',
  ]);
  const gone = { declined: confirm, preorder: preorder(false) };
  expect(last4s(cardsToPayWith([card('4242')], gone))).toEqual(['4242']);
});
