import { describe, expect, it } from 'vitest';
import type { DeliveryFault } from '@/lib/domain/delivery-fault';
import { deliveryFaultWords } from './delivery-fault-words';

const words = (kind: DeliveryFault['kind'], detail: string | null = null) =>
  deliveryFaultWords({ kind, detail, count: 1, firstAt: 0, lastAt: 0 }).text;

describe('a wrong delivery at the desk', () => {
  it('of a wrong secret names the setting', () =>
    expect(words('no_secret_fits')).toContain('STRIPE_WEBHOOK_SECRET'));
  it('of a clock says which way it is off, and how far', () => {
    expect(words('clock_ahead', '3600')).toMatch(/1 h 0 min ago.*the clock is ahead/);
    expect(words('clock_behind', '400')).toMatch(/6 min 40 s ahead.*The clock is behind/);
  });
  it('that is a thin event says what to set', () =>
    expect(words('thin_event', 'v1.billing.meter.no_meter_found')).toMatch(
      /v1\.billing\.meter\.no_meter_found.*snapshot payloads.*API version.*event types/,
    ));
});
