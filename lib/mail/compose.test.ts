import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Mail } from '@/db/queries/mails';
import { type News } from '../domain/mail';
import { mailKinds } from '../domain/mail-state';
import { compose } from './compose';
import { verifyPayLink } from './pay-link';

const settings = {
  APP_URL: 'https://shop.example',
  AUTH_SECRET: 'a secret of more than thirty-two characters',
  STRIPE_SECRET_KEY: 'sk_test_abcdef',
  STRIPE_PUBLISHABLE_KEY: 'pk_test_abcdef',
  STRIPE_WEBHOOK_SECRET: 'whsec_abc',
};
beforeEach(() => {
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
});

const AT = Date.parse('2027-05-01T12:00:00Z');
const HOUR = 60 * 60_000;
const ORDER_URL = 'https://shop.example/orders/order-1';

const mailOf = (news: News, given: Partial<Mail> = {}): Mail => ({
  ...news,
  id: 'mail-1',
  userId: 'user-1',
  orderId: 'order-1',
  newsKey: 'news',
  recipient: 'ada@example.com',
  dueAt: AT,
  claimedUntil: null,
  tries: 0,
  lastError: null,
  heldBack: null,
  emptiedAt: null,
  sentAt: null,
  createdAt: AT,
  ...given,
});
const composed = (news: News, at = AT) => compose(mailOf(news), at);

const eur = (amount: number) => ({ amount, currency: 'eur' as const });
const visa = { brand: 'visa', last4: '4242' };
const tideline = { reference: 'ABCD2345', title: 'Tideline' };
const shipBy = Date.parse('2027-08-20T00:00:00Z');

const newsOf: { [K in News['kind']]: Extract<News, { kind: K }> } = {
  receipt: {
    kind: 'receipt',
    data: {
      ...tideline,
      total: eur(4800),
      card: visa,
      paidAt: AT,
      goesTo: ['Ada', '12 Mill Lane'],
    },
  },
  refunded: {
    kind: 'refunded',
    data: { ...tideline, given: eur(1200), refunded: eur(2000), total: eur(4800) },
  },
  order_sent: {
    kind: 'order_sent',
    data: { ...tideline, sentAt: AT, trackingUrl: 'https://www.dhl.de/track?id=1&lang="en"' },
  },
  refund_failed: {
    kind: 'refund_failed',
    data: {
      ...tideline,
      ...{ given: eur(1200), refunded: eur(800), total: eur(4800), why: 'failed' },
    },
  },
  action_needed: {
    kind: 'action_needed',
    data: { ...tideline, total: eur(4800), card: visa, needs: 'authentication' },
  },
  preorder_confirmed: {
    kind: 'preorder_confirmed',
    data: { ...tideline, total: eur(4800), card: visa, shipBy },
  },
  ships_soon: {
    kind: 'ships_soon',
    data: { ...tideline, total: eur(4800), card: visa, shipBy, goesTo: ['Ada <b>', 'York'] },
  },
  card_expires_soon: {
    kind: 'card_expires_soon',
    data: { ...tideline, card: visa, expMonth: 6, expYear: 2027, shipBy },
  },
  order_canceled: {
    kind: 'order_canceled',
    data: { ...tideline, total: eur(4800), reason: 'cannot_be_sent' },
  },
  verify_email: { kind: 'verify_email', data: {} },
  reset_password: { kind: 'reset_password', data: { providers: [] } },
};
const all = mailKinds.map((kind) => newsOf[kind]);

/** What somebody reads in the HTML, with each link's address behind its words. */
const readHtml = (html: string): string =>
  html
    .slice(html.indexOf('<body'))
    .replaceAll(/<a href="([^"]*)"[^>]*>([^<]*)<\/a>/g, '$2: $1')
    .replaceAll('</th>', ': ')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
const words = (text: string): string => text.replace('\n-- \n', '\n').replace(/\s+/g, ' ').trim();

describe('every mail', () => {
  it.each(all)('says the same as text and as HTML: $kind', (news) => {
    const { text, html } = composed(news);
    expect(words(readHtml(html))).toBe(words(text));
  });

  it.each(all)('loads nothing from anywhere and runs nothing: $kind', (news) => {
    const { html } = composed(news);
    expect(html).not.toMatch(/<(img|script|link|style|iframe|form)\b|\bsrc=|url\(|\son\w+=/i);
    const addresses = [...html.matchAll(/href="([^"]*)"/g)].map(([, url]) => url);
    // Nothing leads elsewhere but to the carrier, whose name is said.
    const ours = news.kind === 'order_sent' ? addresses.slice(1) : addresses;
    for (const url of ours) expect(url).toMatch(/^https:\/\/shop\.example\//);
  });

  it.each(all)('says where to write to: $kind', (news) => {
    const { text, html } = composed(news);
    expect(text).toMatch(/where to write to us: https:\/\/shop\.example\/help\n$/);
    expect(html).toContain('href="https://shop.example/help"');
  });

  it.each(all)('is the same message at every try: $kind', (news) => {
    const [first, second] = [composed(news), composed(news)];
    expect(first.messageId).toBe('<mail-1@shop.example>');
    expect(second).toEqual(first);
  });

  it('says what language it is in, and has a heading', () => {
    const { html, subject } = composed(newsOf.receipt);
    expect(html).toContain('<html lang="en">');
    expect(html).toContain(`<title>${subject}</title>`);
    expect(html.match(/<h1\b/g)).toHaveLength(1);
  });
});

describe('what somebody named', () => {
  const title = `<img src=x onerror="alert('1')"> & Söhne\r\nBcc: eve@evil.example`;

  it('is text in the HTML, and no line of its own in the subject', () => {
    const { html, subject, text } = composed({
      kind: 'receipt',
      data: { ...newsOf.receipt.data, title },
    });
    expect(html).not.toContain('<img');
    expect(html).toContain('&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt; &amp; Söhne');
    expect(subject).not.toMatch(/[\r\n]/);
    expect(text).toContain('<img src=x');
  });
});

describe('a receipt', () => {
  it('names order, print, total and card, and leads to the order', () => {
    const { subject, text, to } = composed(newsOf.receipt);
    expect(to).toBe('ada@example.com');
    expect(subject).toBe('Receipt for Tideline (ABCD2345)');
    for (const words of [
      'Print: Tideline',
      'Order: ABCD2345',
      'Paid on: 1 May 2027',
      'Paid with: Visa ending in 4242',
      'Total: €48.00',
      ORDER_URL,
    ]) {
      expect(text).toContain(words);
    }
  });

  it('does without a card that Stripe did not name, and in other currencies', () => {
    const total = { amount: 7200, currency: 'jpy' as const };
    const { text } = composed({
      kind: 'receipt',
      data: { ...newsOf.receipt.data, card: null, total },
    });
    expect(text).not.toContain('Paid with');
    expect(text).toContain('Total: ¥7,200');
  });
});

describe('the note of a refund', () => {
  it('names this one, all of them, and when the card shows it', () => {
    const { subject, text } = composed(newsOf.refunded);
    expect(subject).toBe('Refund of €12.00 for Tideline (ABCD2345)');
    expect(text).toContain('five to ten business days');
    expect(text).toContain('This refund: €12.00');
    expect(text).toContain('Refunded so far: €20.00');
    expect(text).toContain('You had paid: €48.00');
  });

  it('does not add up where there is one', () => {
    const data = { ...newsOf.refunded.data, refunded: eur(1200) };
    expect(composed({ kind: 'refunded', data }).text).not.toContain('so far');
  });
});

describe('the correction of a refund', () => {
  it('takes back what was told, and names what else went back', () => {
    const { subject, text } = composed(newsOf.refund_failed);
    expect(subject).toBe('Your refund of €12.00 did not arrive: Tideline (ABCD2345)');
    expect(text).toContain('Your bank could not take it, and sent it back to us.');
    expect(text).toContain('The refund: €12.00');
    expect(text).toContain('Refunded besides: €8.00');
    expect(text).not.toContain('on its way back to you');
  });

  it('does not blame the bank where it was canceled', () => {
    const data = {
      ...newsOf.refund_failed.data,
      ...{ why: 'canceled' as const, refunded: eur(0) },
    };
    const { text } = composed({ kind: 'refund_failed', data });
    expect(text).toContain('It was stopped before it reached your bank.');
    expect(text).not.toContain('besides');
  });
});

describe('a call for action', () => {
  const linkIn = (text: string) => /https:\/\/shop\.example\/pay\/(\S+)/.exec(text)?.[1] ?? '';

  it('carries a link to this order, for its owner, good for three days from now', () => {
    const { text } = composed(newsOf.action_needed, AT + HOUR);
    expect(text).toContain('You have not been charged');
    expect(verifyPayLink(linkIn(text), AT + 72 * HOUR)).toEqual({
      orderId: 'order-1',
      userId: 'user-1',
      expiresAt: AT + 73 * HOUR,
    });
    expect(verifyPayLink(linkIn(text), AT + 73 * HOUR)).toBeNull();
  });

  it('says which of the two it is', () => {
    const data = { ...newsOf.action_needed.data, needs: 'another_card' as const };
    const other = composed({ kind: 'action_needed', data });
    expect(other.subject).toBe('Your payment needs another card: Tideline (ABCD2345)');
    expect(composed(newsOf.action_needed).subject).toBe(
      'Your bank wants you to confirm a payment: Tideline (ABCD2345)',
    );
  });
});

describe('pre-orders', () => {
  it('say that nothing was charged, when it will be, and with what', () => {
    const { text } = composed(newsOf.preorder_confirmed);
    expect(text).toContain('You have not been charged');
    expect(text).toContain(
      'We charge Visa ending in 4242 with €48.00 just before the print is sent',
    );
    expect(text).toContain('Sent by: 20 August 2027');
    expect(text).toContain(ORDER_URL);
  });

  it('say which card expires, and in which month', () => {
    const { text } = composed(newsOf.card_expires_soon);
    expect(text).toContain('Visa ending in 4242 is good through June 2027');
    expect(text).toContain('Order: ABCD2345');
    expect(text).toContain(ORDER_URL);
  });
});

describe('what is sent', () => {
  it('tells where to track it, and whose page that is', () => {
    const { subject, text, html } = composed(newsOf.order_sent);
    expect(subject).toBe('Sent: Tideline (ABCD2345)');
    expect(text).toContain('Track it:\nhttps://www.dhl.de/track?id=1&lang="en"');
    expect(text).toContain('Carrier’s page: dhl.de');
    expect(html).toContain('href="https://www.dhl.de/track?id=1&amp;lang=&quot;en&quot;"');
    expect(text).toContain(ORDER_URL);
  });

  it('says nothing of tracking where nobody follows it', () => {
    const data = { ...newsOf.order_sent.data, trackingUrl: null };
    const { text } = composed({ kind: 'order_sent', data });
    expect(text).toContain('We have sent it to you.');
    expect(text).not.toMatch(/track|carrier/i);
  });
});

describe('links that are good once', () => {
  const tokenIn = (mail: Mail) => /token=(\S+)/.exec(compose(mail, AT).text)?.[1];

  it('stand in no row, and differ from mail to mail', () => {
    const [one, two] = [mailOf(newsOf.verify_email), mailOf(newsOf.verify_email, { id: 'mail-2' })];
    expect(tokenIn(one)).toMatch(/^[\w-]{43}$/);
    expect(tokenIn(two)).not.toBe(tokenIn(one));
    expect(JSON.stringify(one)).not.toContain(tokenIn(one));
  });

  it('lead to the page that takes them', () => {
    expect(composed(newsOf.verify_email).text).toContain(
      'https://shop.example/verify-email?token=',
    );
    const reset = composed(newsOf.reset_password).text;
    expect(reset).toContain('https://shop.example/reset-password?token=');
    expect(reset).toContain('one hour');
  });

  it('are not for people without a password: they are told how they sign in', () => {
    const { text } = composed({
      kind: 'reset_password',
      data: { providers: ['github', 'google'] },
    });
    expect(text).toContain('You sign in with GitHub or Google');
    expect(text).not.toContain('token=');
  });
});

describe('a mail that cannot be made', () => {
  it('says why', () => {
    expect(() => compose(mailOf(newsOf.receipt, { orderId: null }), AT)).toThrow('names no order');
    expect(() => compose(mailOf(newsOf.receipt, { data: { title: 7 } }), AT)).toThrow();
  });
});
