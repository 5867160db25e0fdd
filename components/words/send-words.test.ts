import { expect, it } from 'vitest';
import { deedText } from './desk-words';
import { markedText, markNote, markText, paidAndSending } from './send-words';

it('tells how many were marked, and how many not', () => {
  const ok = { ok: true } as const;
  const refused = { ok: false, code: 'not_to_send' } as const;
  expect(markedText([ok])).toBe('1 marked as sent');
  expect(markedText([ok, refused, ok])).toBe('2 marked as sent, 1 not');
  expect(markedText([refused, refused])).toBe('2 not');
});

it('says before it is pressed what is written to whom, and until when it can be undone', () => {
  expect(markText(1)).toBe('Mark 1 order as sent');
  expect(markText(3)).toBe('Mark 3 orders as sent');
  expect(markNote(1)).toMatch(
    /^Its buyer gets a mail.* in 10 minutes\. Until then it can be undone/,
  );
  expect(markNote(2)).toMatch(/^Their buyers get a mail/);
});

it('promises a buyer what is so: nothing is on its way that was not sent', () => {
  expect(paidAndSending({ state: 'to_send' })).toContain('next');
  expect(paidAndSending({ state: 'sent', at: 1, trackingUrl: null })).toContain('on its way');
  expect(paidAndSending({ state: 'unrecorded' })).toBe('');
  expect(paidAndSending(null)).toBe('');
});

it('calls what an older release wrote down by the name that it has now', () => {
  expect(deedText('ship_order')).toBe('Charge order');
  expect(deedText('charge_order')).toBe('Charge order');
  expect(deedText('send_order')).toBe('Send order');
});
