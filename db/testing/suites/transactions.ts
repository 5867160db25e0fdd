import { describe, expect, it, vi } from 'vitest';
import type { Database } from '../../database';
import { findUserByEmail, insertUser } from '../../queries/users';
import { changeOrder, findOrderById } from '../../queries/orders';
import { afterCommit } from '../../transaction-scope';
import { aBuyer, anOrder, aUser, NOON } from '../rows';

const person = (email: string) =>
  ({ email, name: 'Ada', role: 'buyer', passwordHash: null }) as const;

export const transactionRules = (db: () => Database) =>
  describe('a transaction', () => {
    it('is kept as a whole, and returns what its work returns', async () => {
      const user = await db().transaction(async (tx) => {
        await insertUser(tx, person('first@example.com'), NOON);
        return insertUser(tx, person('second@example.com'), NOON);
      });
      expect(user?.email).toBe('second@example.com');
      expect(await findUserByEmail(db().read, 'first@example.com')).not.toBeNull();
    });

    it('is followed by what was to come after it, once, when others see what it wrote', async () => {
      const seen: Promise<boolean>[] = [];
      const follow = () =>
        seen.push(findUserByEmail(db().read, 'followed@example.com').then((user) => user !== null));
      await db().transaction(async (tx) => {
        afterCommit(follow);
        await insertUser(tx, person('followed@example.com'), NOON);
        afterCommit(follow);
      });
      expect(await Promise.all(seen)).toEqual([true]);
    });

    it('is followed by nothing where it is taken back', async () => {
      const follow = vi.fn();
      const attempt = db().transaction(async () => {
        afterCommit(follow);
        throw new Error('changed my mind');
      });
      await expect(attempt).rejects.toThrow('changed my mind');
      expect(follow).not.toHaveBeenCalled();
      expect(() => afterCommit(follow)).toThrow('no transaction');
    });

    it('leaves nothing where its work throws', async () => {
      const attempt = db().transaction(async (tx) => {
        await insertUser(tx, person('nobody@example.com'), NOON);
        throw new Error('changed my mind');
      });
      await expect(attempt).rejects.toThrow('changed my mind');
      expect(await findUserByEmail(db().read, 'nobody@example.com')).toBeNull();
    });

    it('leaves nothing where the database refuses a statement', async () => {
      const { id } = await aUser(db());
      const attempt = db().transaction(async (tx) => {
        await insertUser(tx, person('nobody@example.com'), NOON);
        const { users } = tx.tables;
        await tx.insert(users).values({ ...person('other@example.com'), id, createdAt: NOON });
      });
      await expect(attempt).rejects.toThrow();
      expect(await findUserByEmail(db().read, 'nobody@example.com')).toBeNull();
    });

    it('can be followed by another after it failed', async () => {
      await expect(db().transaction(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
      expect(await aUser(db())).toMatchObject({ name: 'Ada' });
    });

    it('sees what it wrote itself', () =>
      db().transaction(async (tx) => {
        await insertUser(tx, person('seen@example.com'), NOON);
        expect(await findUserByEmail(tx, 'seen@example.com')).not.toBeNull();
      }));

    // On SQLite the inner one would wait for the outer one, which waits for it.
    it('throws where another is opened inside it', async () => {
      const nested = db().transaction(() => db().transaction(async () => 'never'));
      await expect(nested).rejects.toThrow('A second transaction inside a database transaction');
    });

    it('throws where somebody reads beside it: what it wrote would be missed', async () => {
      const reading = db().transaction(async () => findUserByEmail(db().read, 'a@example.com'));
      await expect(reading).rejects.toThrow('A read beside the transaction inside a database');
    });

    it('loses no write of fifty at once', async () => {
      const order = await anOrder(db(), await aBuyer(db()));
      const raise = () =>
        db().transaction(async (tx) => {
          const now = await findOrderById(tx, order.id);
          if (!now) throw new Error('the order is gone');
          // An await between the read and the write: whoever slips in here loses a write.
          await new Promise<void>((next) => setImmediate(next));
          return changeOrder(tx, now, { refundedAmount: now.refundedAmount + 1 }, NOON);
        });
      const results = await Promise.all(Array.from({ length: 50 }, raise));
      expect(results.every(Boolean)).toBe(true);
      const after = await findOrderById(db().read, order.id);
      expect(after).toMatchObject({ refundedAmount: 50, version: 50 });
    });
  });
