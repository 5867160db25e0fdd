import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { DisputeStatus } from '@/lib/domain/order';
import type { RefundStatus } from '@/lib/domain/refund';
import { MoneyBack } from './money-back';

const refund = (status: RefundStatus, amount = 800) =>
  ({
    id: `${status} ${amount}`,
    total: { amount, currency: 'eur' },
    status,
    createdAt: 0,
  }) as const;
const dispute = (status: DisputeStatus) =>
  ({ id: status, total: { amount: 4800, currency: 'eur' }, status, openedAt: 0 }) as const;

const shown = (order: Parameters<typeof MoneyBack>[0]['order']): string =>
  renderToStaticMarkup(<MoneyBack order={order} />);
const text = (html: string): string =>
  html
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

describe('the money that went back', () => {
  it('takes no place where none did', () => expect(shown({ refunds: [], disputes: [] })).toBe(''));

  it('is shown refund by refund, with how far each is', () =>
    expect(
      text(shown({ refunds: [refund('pending'), refund('failed', 1200)], disputes: [] })),
    ).toBe(
      'Refunds 1 Jan 1970 €8.00 On its way to your card: banks take 5 to 10 days. ' +
        '1 Jan 1970 €12.00 Failed: your bank sent it back to us.',
    ));

  it('is a list under a heading that names it', () => {
    const html = shown({ refunds: [refund('succeeded')], disputes: [dispute('won')] });
    const labels = [...html.matchAll(/aria-labelledby="([^"]+)"/g)].map(([, id]) => id);
    expect(labels).toHaveLength(2);
    for (const id of labels) expect(html).toContain(`<h2 id="${id}"`);
    expect(html.match(/<li/g)).toHaveLength(2);
    expect(text(html)).toContain('Refund 1 Jan 1970 €8.00 Sent to your card');
    expect(text(html)).toContain(
      'Dispute 1 Jan 1970 €48.00 Your bank decided that the payment stands.',
    );
  });
});
