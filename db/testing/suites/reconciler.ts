import { describe, expect, it } from 'vitest';
import type { Database } from '../../database';
import { findCursor, moveCursor } from '../../queries/event-cursors';
import { findLease, releaseLease, renewLease, takeLease } from '../../queries/leases';
import { insertReconciliation, listReconciliations } from '../../queries/reconciliations';
import { NOON } from '../rows';

export const leaseQueries = (db: () => Database) =>
  describe('a lease', () => {
    const lease = (holder: string, until: number) => ({ name: 'reconciler', holder, until });
    const take = (holder: string, until: number, at = NOON) =>
      db().transaction((tx) => takeLease(tx, lease(holder, until), at));
    const renew = (holder: string, until: number) =>
      db().transaction((tx) => renewLease(tx, lease(holder, until)));
    const release = (holder: string) =>
      db().transaction((tx) => releaseLease(tx, lease(holder, 0)));
    const find = () => findLease(db().read, 'reconciler');

    it('is taken by one of many', async () => {
      const holders = Array.from({ length: 10 }, (_, index) => `server ${index}`);
      const taken = await Promise.all(holders.map((holder) => take(holder, NOON + 60)));
      expect(taken.filter(Boolean)).toHaveLength(1);
      expect(await find()).toEqual(lease(holders[taken.indexOf(true)] ?? '', NOON + 60));
    });

    it('that ran out is taken by one of many, too', async () => {
      await take('dead', NOON + 60);
      const holders = Array.from({ length: 10 }, (_, index) => `server ${index}`);
      const early = await Promise.all(holders.map((it) => take(it, NOON + 120, NOON + 59)));
      expect(early).not.toContain(true);
      const late = await Promise.all(holders.map((it) => take(it, NOON + 120, NOON + 60)));
      expect(late.filter(Boolean)).toHaveLength(1);
    });

    it('is taken again by whoever holds it', async () => {
      await take('me', NOON + 60);
      expect(await take('me', NOON + 90, NOON + 30)).toBe(true);
      expect(await find()).toEqual(lease('me', NOON + 90));
    });

    it('is renewed and released by its holder alone', async () => {
      await take('me', NOON + 60);
      expect(await renew('other', NOON + 90)).toBe(false);
      await release('other');
      expect(await find()).toEqual(lease('me', NOON + 60));
      expect(await renew('me', NOON + 90)).toBe(true);
      expect(await find()).toEqual(lease('me', NOON + 90));
      await release('me');
      expect(await find()).toBeNull();
      expect(await take('other', NOON + 60)).toBe(true);
    });

    it('of one name says nothing of another', async () => {
      await take('me', NOON + 60);
      const other = { name: 'mailer', holder: 'other', until: NOON + 60 };
      expect(await db().transaction((tx) => takeLease(tx, other, NOON))).toBe(true);
      expect(await find()).toEqual(lease('me', NOON + 60));
    });
  });

export const cursorQueries = (db: () => Database) =>
  describe('a cursor', () => {
    it('stands where it was moved to last', async () => {
      const move = (readUntil: number, at: number) =>
        db().transaction((tx) => moveCursor(tx, 'events', readUntil, at));
      expect(await findCursor(db().read, 'events')).toBeNull();
      await move(NOON, NOON + 1);
      await move(NOON + 5, NOON + 6);
      expect(await findCursor(db().read, 'events')).toEqual({
        readUntil: NOON + 5,
        updatedAt: NOON + 6,
      });
      expect(await findCursor(db().read, 'other')).toBeNull();
    });
  });

export const reconciliationQueries = (db: () => Database) =>
  describe('runs of the reconciler', () => {
    it('are listed the latest first', async () => {
      const run = {
        startedBy: 'timer' as const,
        finishedAt: NOON + 1,
        report: [{ step: 'missed events', counts: { missed: 2 }, error: null }],
        error: null,
      };
      const insert = (startedAt: number) =>
        db().transaction((tx) => insertReconciliation(tx, { ...run, startedAt }));
      for (const startedAt of [NOON + 2, NOON, NOON + 1]) await insert(startedAt);
      const listed = async (limit = 10) =>
        (await listReconciliations(db().read, limit)).map(({ startedAt }) => startedAt);
      expect(await listed()).toEqual([NOON + 2, NOON + 1, NOON]);
      expect(await listed(1)).toEqual([NOON + 2]);
      expect((await listReconciliations(db().read, 1))[0]).toMatchObject(run);
    });
  });
