import { expect, it } from 'vitest';
import { chargedManyText, chargedText } from './charge-words';

it('tells what came of each, and of nothing that did not happen', () => {
  expect(
    chargedManyText([
      { ok: true, paymentState: 'paid' },
      { ok: true, paymentState: 'declined' },
      { ok: true, paymentState: 'paid' },
      { ok: false, code: 'card_not_ready' },
      { ok: true, paymentState: 'scheduled' },
    ]),
  ).toBe('2 charged, 1 declined, 2 not charged');
  expect(chargedManyText([{ ok: true, paymentState: 'paid' }])).toBe('1 charged');
});

it.each([
  ['paid', 'Charged: send it'],
  ['declined', 'Declined: it is not sent yet'],
  ['scheduled', 'Not charged yet: the order tells how it goes on'],
] as const)('%s: %s', (state, text) => expect(chargedText(state)).toBe(text));
