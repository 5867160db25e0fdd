import { describe, expect, it } from 'vitest';
import { timelineText } from './timeline-words';

describe('a line of the timeline', () => {
  it('names the card', () =>
    expect(timelineText('payment_failed', { brand: 'visa', last4: '9995' })).toBe(
      'Payment declined with Visa •••• 9995',
    ));
  it('names the amount in its own currency', () =>
    expect(timelineText('refunded', { amount: 1200, currency: 'jpy' })).toBe('¥1,200 refunded'));
  it.each([null, undefined, 'text', {}, { brand: 1 }, { amount: '5', currency: 'gold' }])(
    'does without what an event does not carry: %j',
    (data) => {
      expect(timelineText('payment_succeeded', data)).toBe('Paid');
      expect(timelineText('refunded', data)).toBe('refunded');
    },
  );
});
