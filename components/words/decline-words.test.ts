import { describe, expect, it } from 'vitest';
import { payPanelTitle } from '@/components/order/pay-panel-title';
import { declineReasons } from '@/lib/domain/attempt';
import { declineWords } from './decline-words';
import { timelineText } from './timeline-words';

const unconfirmed = declineReasons.filter((reason) => reason.startsWith('authentication_'));

describe('a payment that was refused', () => {
  it.each(declineReasons)(
    '%s: the heading asks for another card only if the advice does',
    (reason) => {
      const { advice, next } = declineWords[reason];
      if (next.toLowerCase().includes('another card')) expect(advice).toMatch(/another card/);
      const title = payPanelTitle({
        paymentState: 'declined',
        preorder: null,
        declined: { reason, card: null },
      });
      if (reason === 'incorrect_cvc') expect(title).toBe('Pay for this order');
      expect(title).not.toBe('Confirm and pay');
    },
  );

  it.each(unconfirmed)(
    '%s is nowhere called a decline: no bank has declined anything',
    (reason) => {
      const { title, advice, next, past } = declineWords[reason];
      expect([title, advice, next, past('')].join(' ')).not.toMatch(/declin/i);
    },
  );

  it.each([
    ['card_declined', 'insufficient_funds', 'Payment declined: not enough money on it'],
    ['incorrect_cvc', null, 'Payment declined: the security code was wrong'],
    ['card_declined', 'lost_card', 'Payment declined: your bank gave no reason'],
    ['card_declined', 'fraudulent', 'Payment declined: your bank gave no reason'],
    [
      'payment_intent_authentication_failure',
      null,
      'Not paid: your bank could not confirm that it is you',
    ],
  ])('%s, %s stands in the timeline as "%s"', (code, declineCode, text) =>
    expect(timelineText('payment_failed', { code, declineCode })).toBe(text),
  );
});
