import { describe, expect, it } from 'vitest';
import { FAULT_STANDS_MS } from '../../../lib/domain/delivery-fault';
import type { Database } from '../../database';
import { addDeliveryFaults, listDeliveryFaults } from '../../queries/delivery-faults';
import { NOON } from '../rows';

export const deliveryFaultQueries = (db: () => Database) =>
  describe('wrong deliveries', () => {
    const add = (count: number, at: number, detail: string | null = null) =>
      db().transaction((tx) => addDeliveryFaults(tx, { kind: 'clock_ahead', count, detail }, at));
    const list = (at: number) => listDeliveryFaults(db().read, at);

    it('are one row of each kind, counted together', async () => {
      await Promise.all([add(3, NOON, '400'), add(2, NOON, '400')]);
      await add(5, NOON + 10, '500');
      const row = { kind: 'clock_ahead', count: 10, detail: '500', firstAt: NOON };
      expect(await list(NOON + 10)).toEqual([{ ...row, lastAt: NOON + 10 }]);
    });

    it('stand for a day after the last, and are counted anew then', async () => {
      await add(3, NOON);
      await add(3, NOON + FAULT_STANDS_MS - 1);
      expect(await list(NOON + 2 * FAULT_STANDS_MS - 2)).toMatchObject([{ count: 6 }]);
      const later = NOON + 2 * FAULT_STANDS_MS - 1;
      expect(await list(later)).toEqual([]);
      await add(1, later);
      expect(await list(later)).toMatchObject([{ count: 1, firstAt: later }]);
    });
  });
