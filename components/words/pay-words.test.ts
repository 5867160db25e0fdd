import { expect, it } from 'vitest';
import { anotherCopyText, changeCardText, payText, preorderText } from './pay-words';

const card = { brand: 'visa', last4: '4242' };
const total = { amount: 4800, currency: 'eur' } as const;

it.each([
  payText(total, card),
  preorderText(card),
  changeCardText(card),
  anotherCopyText(payText(total, card)),
])('no line ends within the number of the card: %s', (text) =>
  expect(text).toContain('Visa ••••\u00a04242'),
);
