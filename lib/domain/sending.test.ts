import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attentionKinds, type AttentionKind } from './attention';
import { disputeStatuses, paymentStates, type DisputeStatus, type PaymentState } from './order';
import {
  canUndoSending,
  isToBeSent,
  MAX_TRACKING_URL,
  readTrackingUrl,
  sendingOf,
  trackingHost,
  UNDO_SENDING_FOR_MS,
  whyNotSend,
  type SendFault,
} from './sending';

const paid = {
  paymentState: 'paid' as PaymentState,
  amount: 4800,
  refundedAmount: 0,
  dispute: null as DisputeStatus | null,
};
const unsent = { ...paid, sentAt: null, trackingUrl: null, sentUnrecorded: false };

describe('what may be marked as sent', () => {
  type Case = [string, Partial<typeof paid>, number, AttentionKind[], SendFault | null];
  it.each<Case>([
    ['is paid', {}, 4800, [], null],
    ['is paid, and partly refunded', { refundedAmount: 4799 }, 1, [], null],
    ['is all refunded', { refundedAmount: 4800 }, 0, [], 'not_to_send'],
    ['is all about to be refunded', {}, 0, [], 'not_to_send'],
    ['is partly refunded, the rest about to be', { refundedAmount: 800 }, 0, [], 'not_to_send'],
    ['has an open dispute', { dispute: 'needs_response' }, 4800, [], null],
    ['has a question of the bank', { dispute: 'warning_needs_response' }, 4800, [], null],
    ['has a dispute that was won', { dispute: 'won' }, 4800, [], null],
    ['has a dispute that was lost', { dispute: 'lost' }, 4800, [], 'not_to_send'],
    ['waits for its charge', { paymentState: 'scheduled' }, 0, [], 'not_to_send'],
    ['is processed by a bank', { paymentState: 'processing' }, 0, [], 'not_to_send'],
    ['was declined', { paymentState: 'declined' }, 0, [], 'not_to_send'],
    ['was canceled', { paymentState: 'canceled' }, 0, [], 'not_to_send'],
    ['has no copy', {}, 4800, ['oversold'], 'attention_first'],
    ['was paid after a cancel', {}, 4800, ['charged_after_cancel'], 'attention_first'],
    ['has a refund that failed', {}, 4800, ['refund_failed'], null],
    ['was charged twice', {}, 4800, ['charged_twice'], null],
    ['is refunded and has no copy', { refundedAmount: 4800 }, 0, ['oversold'], 'not_to_send'],
  ])('%s', (_what, given, refundable, owed, fault) =>
    expect(whyNotSend({ ...paid, ...given }, { refundable, owed })).toBe(fault),
  );

  it('is never unpaid, whatever else is true', () =>
    fc.assert(
      fc.property(
        fc.constantFrom(...paymentStates),
        fc.nat(4800),
        fc.option(fc.constantFrom(...disputeStatuses)),
        fc.subarray([...attentionKinds]),
        fc.integer({ min: -1, max: 4800 }),
        (paymentState, refundedAmount, dispute, owed, refundable) => {
          const order = { paymentState, amount: 4800, refundedAmount, dispute };
          if (whyNotSend(order, { refundable, owed }) !== null) return;
          expect(paymentState).toBe('paid');
          expect(refundedAmount).toBeLessThan(4800);
          expect(refundable).toBeGreaterThan(0);
          // Whatever may be marked is on the list that it is marked from.
          expect(isToBeSent(order)).toBe(true);
        },
      ),
    ));
});

describe('what is said of an order', () => {
  it.each([
    ['paid', unsent, { state: 'to_send' }],
    ['not paid', { ...unsent, paymentState: 'scheduled' as const }, null],
    ['all refunded before', { ...unsent, refundedAmount: 4800 }, null],
    ['its dispute lost before', { ...unsent, dispute: 'lost' as const }, null],
    [
      'paid before it was written down',
      { ...unsent, sentUnrecorded: true },
      { state: 'unrecorded' },
    ],
    ['sent', { ...unsent, sentAt: 5 }, { state: 'sent', at: 5, trackingUrl: null }],
    [
      'sent, and refunded after',
      { ...unsent, sentAt: 5, trackingUrl: 'https://a.example/1', refundedAmount: 4800 },
      { state: 'sent', at: 5, trackingUrl: 'https://a.example/1' },
    ],
    [
      'one from before, marked all the same',
      { ...unsent, sentAt: 5, sentUnrecorded: true },
      { state: 'sent', at: 5, trackingUrl: null },
    ],
  ])('%s', (_what, order, sending) => expect(sendingOf(order)).toEqual(sending));
});

it('is undone for some minutes, and never where it was not sent', () => {
  expect(canUndoSending({ sentAt: 1000 }, 1000)).toBe(true);
  expect(canUndoSending({ sentAt: 1000 }, 999 + UNDO_SENDING_FOR_MS)).toBe(true);
  expect(canUndoSending({ sentAt: 1000 }, 1000 + UNDO_SENDING_FOR_MS)).toBe(false);
  expect(canUndoSending({ sentAt: null }, 1000)).toBe(false);
});

describe('a tracking link', () => {
  it.each([
    ['https://www.dhl.de/track?id=1#2', 'https://www.dhl.de/track?id=1#2', 'dhl.de'],
    ['  https://Post.Example/AB/1 ', 'https://post.example/AB/1', 'post.example'],
    ['HTTPS://a.example', 'https://a.example/', 'a.example'],
    ['https://bücher.example/1', 'https://xn--bcher-kva.example/1', 'xn--bcher-kva.example'],
    ['https://a.example:8443/x', 'https://a.example:8443/x', 'a.example'],
    ['https://a.example/?q="<b>&', 'https://a.example/?q=%22%3Cb%3E&', 'a.example'],
  ])('%s is kept as %s', (typed, kept, host) => {
    expect(readTrackingUrl(typed)).toBe(kept);
    expect(trackingHost(kept)).toBe(host);
  });

  it.each([
    'http://a.example/1',
    'javascript:alert(1)',
    'data:text/html,x',
    '//a.example/1',
    'a.example/1',
    'https:/a.example/1',
    'https:a.example/1',
    'https://',
    'https://localhost/1',
    'https://127.0.0.1/1',
    'https://2130706433/1',
    'https://[::1]/1',
    'https://dhl.de@evil.example/1',
    'https://dhl.de:pass@evil.example/1',
    'https://a.example/1\nSubject: x',
    'https://a.example/a b',
    'https://a.example/\u202Eabc',
    'https://a.exa\u200Bmple/1',
    `https://a.example/${'x'.repeat(MAX_TRACKING_URL)}`,
    `https://a.example/${'ü'.repeat(MAX_TRACKING_URL - 30)}`,
    '',
  ])('%j is none', (typed) => expect(readTrackingUrl(typed)).toBeNull());

  it('is kept as itself, and is always https', () =>
    fc.assert(
      fc.property(
        fc.oneof(fc.webUrl({ validSchemes: ['https', 'http'] }), fc.string()),
        (typed) => {
          const kept = readTrackingUrl(typed);
          if (kept === null) return;
          expect(kept).toMatch(/^https:\/\/[^@/]+\.[^@/]+\//);
          expect(kept.length).toBeLessThanOrEqual(MAX_TRACKING_URL);
          expect(readTrackingUrl(kept)).toBe(kept);
        },
      ),
      { numRuns: 40 },
    ));
});
