import { expect, it } from 'vitest';
import { payLinkWords } from './pay-link-words';

it.each([
  ['expired', 'declined', 'This link has expired'],
  ['used', 'paid', 'This link has been used'],
  ['used', 'canceled', 'This order was canceled'],
  ['used', 'processing', 'A payment is under way'],
] as const)('a link that is %s, its order %s: %s', (state, paymentState, title) =>
  expect(payLinkWords(state, { paymentState, preorder: null }).title).toBe(title),
);
