import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { insertReconciliation } from '@/db/queries/reconciliations';
import { retention } from '../../domain/retention';
import { database } from '../../database';
import { openFileShop } from '../../testing/file-shop';
import { reconcileOnTimer } from '../run';
import { takeWhatIsOver } from './kept-long-enough';

await openFileShop();

const DAY_MS = 24 * 60 * 60_000;

describe('what was kept for long enough', () => {
  const limits = () => database().read.select().from(database().read.tables.rateLimits);

  it('goes in portions on the timer, and all at once by command', async () => {
    const now = Date.now();
    await database().transaction(async (tx) => {
      for (let n = 0; n < 1_200; n++) {
        const row = { key: `k${n}`, points: 1, expire: new Date(now - n) };
        await tx.insert(tx.tables.rateLimits).values(row);
      }
    });
    expect(await takeWhatIsOver(now, 'timer')).toMatchObject({ limits: 500, failed: 0 });
    expect(await takeWhatIsOver(now, 'command')).toMatchObject({ limits: 700, failed: 0 });
    expect(await limits()).toEqual([]);
  });

  it('goes with the timer, which writes down no run for it', async () => {
    await reconcileOnTimer();
    const { reconciliations, rateLimits } = database().read.tables;
    const before = await database().read.select().from(reconciliations);
    await database().transaction(async (tx) => {
      await tx.insert(rateLimits).values({ key: 'k', points: 1, expire: new Date(0) });
      // The lease of a moment ago is over.
      await tx.delete(tx.tables.leases);
      const old = { startedAt: Date.now() - 31 * DAY_MS, finishedAt: 0, report: [], error: null };
      await insertReconciliation(tx, { ...old, startedBy: 'timer' });
    });
    await reconcileOnTimer();
    expect(await limits()).toEqual([]);
    expect(await database().read.select().from(reconciliations)).toEqual(before);
  });
});

describe('docs/privacy.md', () => {
  const rows = readFileSync('docs/privacy.md', 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .map(([, what, , , howLong, constant]) => ({ what, howLong, constant }));

  it.each(Object.entries(retention))('says of %s how long it is kept', (name, { keptForMs }) => {
    const said = rows.filter(({ constant }) => constant === `\`retention.${name}\``);
    expect(said).toHaveLength(1);
    const days = keptForMs / DAY_MS;
    const words = days === 0 ? /^not at all/ : new RegExp(`^${days} days? `);
    expect(said[0]?.howLong).toMatch(words);
  });

  it('names no constant that is not there', () => {
    const named = rows.flatMap(
      ({ constant }) => /^`retention\.(\w+)`$/.exec(constant ?? '')?.[1] ?? [],
    );
    expect(named.sort()).toEqual(Object.keys(retention).sort());
  });
});
