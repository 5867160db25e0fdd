import { describe, expect, it } from 'vitest';
import { chargeLaterWording, formatDay, isPromised, shipByOf } from './preorder';

const at = (text: string) => Date.parse(text);

describe('the date by which a pre-order is sent', () => {
  it('is the whole of the last day', () => {
    const shipBy = shipByOf(42, at('2026-11-25T23:59:59.999Z'));
    expect(shipBy).toBe(at('2027-01-06T23:59:59.999Z'));
    expect(shipByOf(42, at('2026-11-25T00:00:00Z'))).toBe(shipBy);
    expect(formatDay(shipBy)).toBe('6 January 2027');
  });

  it('shown before midnight binds; a later one was never promised', () => {
    const ours = shipByOf(42, at('2026-11-25T00:00:01Z'));
    const dayBefore = shipByOf(42, at('2026-11-24T23:59:59Z'));
    expect(isPromised(ours, ours)).toBe(true);
    expect(isPromised(dayBefore, ours)).toBe(true);
    expect(isPromised(shipByOf(43, at('2026-11-25T00:00:01Z')), ours)).toBe(false);
    expect(isPromised(shipByOf(40, at('2026-11-25T00:00:01Z')), ours)).toBe(false);
    expect(isPromised(dayBefore + 1, ours)).toBe(false);
  });
});

it('the agreement names the amount, the print, the date and how to get out of it', () =>
  expect(
    chargeLaterWording({
      title: 'Signal Field',
      total: { amount: 5400, currency: 'jpy' },
      shipBy: at('2027-01-06T23:59:59.999Z'),
    }),
  ).toEqual({
    version: '2026-11-30',
    text: 'Cardkeep charges ¥5,400 to the card that you choose just before Signal Field is sent, by 6 January 2027 at the latest. Nothing is charged before. Until then you can cancel or change the card on the order’s page.',
  }));
