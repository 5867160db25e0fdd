import { afterEach, describe, expect, it, vi } from 'vitest';
import { findLease, releaseLease, takeLease } from '@/db/queries/leases';
import { database } from '../database';
import { LEASE_MS, underLease } from './lease';
import { openFileShop } from '../testing/file-shop';

await openFileShop();
afterEach(async () => {
  vi.useRealTimers();
  const held = await find();
  if (held) await database().transaction((tx) => releaseLease(tx, held));
});

const find = () => findLease(database().read, 'work');
const terms = (now = Date.now(), keepUntil = 0) => ({ name: 'work', now, keepUntil });
const OTHER = 'another server';
/** A second, which it waits by itself, is not much on a busy machine. */
const PATIENCE = { timeout: 30_000 };
const takenByAnother = (until: number) =>
  database().transaction((tx) => takeLease(tx, { name: 'work', holder: OTHER, until }, Date.now()));

describe('work under a lease', () => {
  it('is done while nobody else holds it, who is free to afterwards', async () => {
    const holder = await underLease(terms(), async () => {
      expect(await takenByAnother(Date.now() + LEASE_MS)).toBe(false);
      return (await find())?.holder;
    });
    expect(holder).toContain(String(process.pid));
    expect(await find()).toBeNull();
  });

  it('is not done where somebody else holds it', async () => {
    await takenByAnother(Date.now() + LEASE_MS);
    const work = vi.fn(() => Promise.resolve('done'));
    expect(await underLease(terms(), work)).toBeNull();
    expect(work).not.toHaveBeenCalled();
    expect((await find())?.holder).toBe(OTHER);
  });

  it('is done where the other’s is over at the time that it is judged by', async () => {
    await takenByAnother(Date.now() + LEASE_MS);
    const judgedAt = Date.now() + 2 * LEASE_MS;
    const until = await underLease(terms(judgedAt), async () => (await find())?.until);
    // By the clock on the wall: a process that dies now must not be waited for until then.
    expect(until).toBeLessThan(judgedAt);
  });

  it('is not done again before its time', async () => {
    const keepUntil = Date.now() + 25_000;
    await underLease(terms(Date.now(), keepUntil), () => Promise.resolve());
    expect((await find())?.until).toBe(keepUntil);
    expect(await takenByAnother(Date.now() + LEASE_MS)).toBe(false);
  });

  it('that fails gives its lease back', async () => {
    const work = () => Promise.reject(new Error('broken'));
    await expect(underLease(terms(), work)).rejects.toThrow('broken');
    expect(await find()).toBeNull();
  });

  it('that takes longer renews it', async () => {
    vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval'] });
    await underLease(terms(), async (isHeld) => {
      const before = Number((await find())?.until);
      await vi.advanceTimersByTimeAsync(LEASE_MS);
      await vi.waitFor(
        async () => expect(Number((await find())?.until)).toBe(before + LEASE_MS),
        PATIENCE,
      );
      expect(isHeld()).toBe(true);
    });
  });

  it('that was cut off for too long learns that somebody else has taken over', async () => {
    vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval'] });
    await underLease(terms(), async (isHeld) => {
      vi.setSystemTime(Date.now() + 2 * LEASE_MS);
      expect(await takenByAnother(Date.now() + LEASE_MS)).toBe(true);
      await vi.advanceTimersByTimeAsync(LEASE_MS / 3);
      await vi.waitFor(() => expect(isHeld()).toBe(false), PATIENCE);
    });
    expect((await find())?.holder).toBe(OTHER);
  });
});
