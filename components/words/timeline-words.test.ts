import { describe, expect, it } from 'vitest';
import { timelineText } from './timeline-words';

describe('a line of the timeline', () => {
  it('names the card', () =>
    expect(timelineText('payment_failed', { brand: 'visa', last4: '9995' })).toBe(
      'Payment declined with Visa •••• 9995',
    ));
  it('names the amount in its own currency', () =>
    expect(timelineText('refunded', { amount: 1200, currency: 'jpy' })).toBe('¥1,200 refunded'));
  it.each([
    ['refund_started', 'Refund of €8.00 started'],
    [
      'refund_unknown',
      'No answer about a refund of €8.00 from our payment provider; we are finding out',
    ],
    ['refund_not_sent', 'A refund of €8.00 was not sent'],
    ['refund_pending', 'Refund of €8.00 on its way to your card'],
    ['refund_failed', 'Refund of €8.00 failed: your bank did not take it'],
    ['refund_taken_back', '€8.00 of a refund did not reach your card'],
    ['refund_canceled', 'Refund of €8.00 canceled'],
    ['dispute_opened', 'Dispute over this payment opened (€8.00)'],
    ['dispute_lost', 'Dispute closed: your bank gave the money back (€8.00)'],
  ] as const)('says how much a %s is about', (type, words) =>
    expect(timelineText(type, { amount: 800, currency: 'eur' })).toBe(words),
  );
  it.each([null, undefined, 'text', {}, { brand: 1 }, { amount: '5', currency: 'gold' }])(
    'does without what an event does not carry: %j',
    (data) => {
      expect(timelineText('payment_succeeded', data)).toBe('Paid');
      expect(timelineText('refunded', data)).toBe('refunded');
      expect(timelineText('refund_started', data)).toBe('Refund started');
      expect(timelineText('dispute_opened', data)).toBe('Dispute over this payment opened');
    },
  );
});
