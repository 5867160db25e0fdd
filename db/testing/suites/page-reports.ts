import { count } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { REPORT_STANDS_MS } from '../../../lib/domain/page-report';
import type { Database } from '../../database';
import { addPageReport, listPageReports, MOST_KINDS } from '../../queries/page-reports';
import { NOON } from '../rows';

export const pageReportQueries = (db: () => Database) =>
  describe('reports of what pages were not allowed', () => {
    const inline = { directive: 'script-src-elem', blocked: 'inline', page: '/checkout' };
    const add = (change: Partial<typeof inline>, at: number) =>
      db().transaction((tx) => addPageReport(tx, { ...inline, ...change }, at));
    const list = (at: number) => listPageReports(db().read, at);

    it('are one row of each kind, counted, the latest first', async () => {
      expect(await add({}, NOON)).toBe(true);
      expect(await add({ page: '/wallet' }, NOON + 1)).toBe(true);
      expect(await Promise.all([add({}, NOON + 2), add({}, NOON + 2)])).toEqual([false, false]);
      expect(await list(NOON + 2)).toEqual([
        { ...inline, count: 3, firstAt: NOON, lastAt: NOON + 2 },
        { ...inline, page: '/wallet', count: 1, firstAt: NOON + 1, lastAt: NOON + 1 },
      ]);
    });

    it('are over a month after the last', async () => {
      await add({}, NOON);
      expect(await list(NOON + REPORT_STANDS_MS - 1)).toHaveLength(1);
      expect(await list(NOON + REPORT_STANDS_MS)).toEqual([]);
      expect(await add({}, NOON + REPORT_STANDS_MS)).toBe(true);
    });

    it('are of so many kinds at most, and those told again and again stay', async () => {
      for (let time = 0; time < 3; time++) await add({}, NOON);
      for (let other = 0; other < MOST_KINDS + 20; other++) {
        await add({ blocked: `https://made-up-${other}.example` }, NOON + other);
      }
      const { pageReports: t } = db().read.tables;
      const [rows] = await db().read.select({ count: count() }).from(t);
      expect(rows?.count).toBe(MOST_KINDS);
      expect(await add({}, NOON + 500)).toBe(false);
      expect((await list(NOON + 500)).length).toBeLessThanOrEqual(20);
    });
  });
