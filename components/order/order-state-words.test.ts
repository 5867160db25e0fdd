import { describe, expect, it } from 'vitest';
import type { AttentionKind } from '@/lib/domain/attention';
import type { OrderView } from '@/lib/domain/order-view';
import { orderStateWords } from './order-state-words';

const order: OrderView = {
  id: 'order',
  reference: 'ABCD2345',
  title: 'Tideline',
  image: '/prints/tideline.svg',
  alt: '',
  productSlug: 'tideline',
  total: { amount: 4800, currency: 'eur' },
  label: 'awaiting_payment',
  paymentState: 'awaiting_payment',
  sending: null,
  createdAt: 0,
  version: 0,
  receiptEmail: 'ada@example.com',
  goesTo: null,
  canChangeAddress: true,
  refundedAmount: 0,
  refunds: [],
  disputes: [],
  owed: [],
  paidWith: null,
  openOutcome: null,
  heldUntil: null,
  lacksCopy: false,
  nextChargeAt: null,
  preorder: null,
  isPayable: true,
  declined: null,
  events: [],
};

describe('where an order stands', () => {
  it('tells not to pay again while the outcome is not known, whatever the label', () => {
    const { title, text } = orderStateWords({ ...order, openOutcome: 'unknown' });
    expect(`${title}. ${text}`).toContain('Do not pay again');
    expect(title).toContain('finding out');
  });

  it('says that nobody was charged where the payment was not sent', () => {
    const notSent = {
      id: '1',
      type: 'payment_not_sent',
      data: {},
      at: 0,
      requestId: null,
    } as const;
    expect(orderStateWords({ ...order, events: [notSent] }).title).toBe(
      'You have not been charged.',
    );
  });

  it('says why a card was declined, and which', () => {
    const { title, text } = orderStateWords({
      ...order,
      label: 'declined',
      declined: { reason: 'insufficient_funds', card: { brand: 'visa', last4: '9995' } },
    });
    expect(title).toBe('Visa •••• 9995: There is not enough money on this card');
    expect(text).toContain('You have not been charged.');
  });

  it.each(['awaiting_payment', 'authenticating', 'processing', 'declined', 'canceled'] as const)(
    'does not celebrate an order that is %s',
    (label) => expect(orderStateWords({ ...order, label }).tone).not.toBe('success'),
  );

  const happened = (type: 'order_expired') =>
    ({ id: '1', type, data: {}, at: 0, requestId: null }) as const;
  const owed = (kind: AttentionKind) => ({ id: kind, kind, total: order.total, since: 0 }) as const;

  it('promises to send what is paid, but not where something is owed for it', () => {
    const given: OrderView = { ...order, label: 'paid', sending: { state: 'to_send' } };
    expect(orderStateWords(given).text).toContain('We send your print next');
    const failed: OrderView = { ...given, owed: [owed('refund_failed')] };
    expect(orderStateWords(failed).text).not.toContain('We send');
  });

  it('says that an order was given up because nobody paid it, and what can be done', () => {
    const given: OrderView = { ...order, label: 'canceled', events: [happened('order_expired')] };
    expect(orderStateWords(given)).toMatchObject({ title: 'Expired' });
    expect(orderStateWords(given).text).toMatch(
      /^You have not been charged\..*buy the print again/,
    );
  });

  it('does not celebrate a payment for which no copy is left', () => {
    const given: OrderView = {
      ...order,
      label: 'paid',
      owed: [owed('charged_after_cancel'), owed('oversold')],
    };
    expect(orderStateWords(given)).toMatchObject({ tone: 'warning', title: 'Paid, but sold out' });
  });

  it('does not celebrate a payment of an order that was given up, until that is dealt with', () => {
    const given: OrderView = { ...order, label: 'paid', owed: [owed('charged_after_cancel')] };
    expect(orderStateWords(given)).toMatchObject({
      tone: 'warning',
      title: 'Paid after it was given up',
    });
    expect(orderStateWords({ ...given, owed: [] })).toMatchObject({ title: 'Paid' });
  });

  it('says how much of it went back', () =>
    expect(
      orderStateWords({ ...order, label: 'partially_refunded', refundedAmount: 800 }).text,
    ).toBe('€8.00 of €48.00 went back to your card.'));

  it.each([
    ['partially_refunded', 800, '€8.00 of €48.00 is on its way back to your card.'],
    ['refunded', 4800, '€48.00 is on its way back to your card. Banks take a few days to show it.'],
  ] as const)(
    'does not say that a %s order’s money went back before it did',
    (label, sum, words) => {
      const total = { amount: sum, currency: 'eur' } as const;
      const refunds = [{ id: '1', total, status: 'pending', createdAt: 0 } as const];
      expect(orderStateWords({ ...order, label, refundedAmount: sum, refunds }).text).toBe(words);
    },
  );
});
