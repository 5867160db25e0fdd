import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openDatabase } from '../client';
import type { Database } from '../database';
import { changeOrder, findOrderById } from '../queries/orders';
import { findUserByEmail, insertUser } from '../queries/users';
import { openSqliteFile } from '../testing/engines';
import { holdLock } from '../testing/lock-holder';
import { aBuyer, anOrder, aUser, NOON } from '../testing/rows';

let opened: Awaited<ReturnType<typeof openSqliteFile>>;
const db = (): Database => opened.db;

beforeEach(async () => {
  opened = await openSqliteFile();
});
afterEach(async () => {
  vi.useRealTimers();
  await opened.close();
});

const nextTurn = () => new Promise<void>((next) => setImmediate(next));

function later<T>() {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

describe('a file that another process writes to', () => {
  it('is waited for, and the process goes on meanwhile', async () => {
    const other = await holdLock(opened.file);
    let hasBegun = false;
    const writing = db().transaction(async () => {
      hasBegun = true;
      return 'written';
    });
    // Waiting inside better-sqlite3 would stop these turns, and every request with them.
    for (let turn = 0; turn < 20; turn++) await nextTurn();
    expect(hasBegun).toBe(false);
    expect(await findUserByEmail(db().read, 'nobody@example.com')).toBeNull();
    await other.release();
    expect(await writing).toBe('written');
  });

  it('is given up after ten seconds, and can be written to afterwards', async () => {
    const other = await holdLock(opened.file);
    vi.useFakeTimers({ toFake: ['Date'], now: NOON });
    const writing = expect(aUser(db())).rejects.toMatchObject({ code: 'SQLITE_BUSY' });
    await nextTurn();
    vi.setSystemTime(NOON + 10_001);
    await writing;
    await other.release();
    expect(await aUser(db())).toMatchObject({ name: 'Ada' });
  });
});

it('loses no write of two servers on one file', async () => {
  const second = openDatabase(opened.file);
  try {
    const order = await anOrder(db(), await aBuyer(db()));
    const raise = (on: Database) =>
      on.transaction(async (tx) => {
        const now = await findOrderById(tx, order.id);
        if (!now) throw new Error('the order is gone');
        await nextTurn();
        return changeOrder(tx, now, { refundedAmount: now.refundedAmount + 1 }, NOON);
      });
    const writes = Array.from({ length: 20 }, (_, n) => raise(n % 2 ? second : db()));
    expect((await Promise.all(writes)).every(Boolean)).toBe(true);
    expect(await findOrderById(second.read, order.id)).toMatchObject({ refundedAmount: 20 });
  } finally {
    await second.close();
  }
});

describe('while a transaction is open', () => {
  const person = {
    email: 'a@example.com',
    name: 'Ada',
    role: 'buyer',
    passwordHash: null,
  } as const;

  it('others read what stood before it', async () => {
    const [inside, mayEnd] = [later<void>(), later<void>()];
    const writing = db().transaction(async (tx) => {
      await insertUser(tx, person, NOON);
      inside.resolve();
      await mayEnd.promise;
    });
    await inside.promise;
    expect(await findUserByEmail(db().read, person.email)).toBeNull();
    mayEnd.resolve();
    await writing;
    expect(await findUserByEmail(db().read, person.email)).not.toBeNull();
  });

  it('others write after it, in the order in which they came', async () => {
    const order: string[] = [];
    const mayEnd = later<void>();
    const first = db().transaction(async () => {
      await mayEnd.promise;
      order.push('first');
    });
    const second = db().transaction(async () => order.push('second'));
    const third = db().transaction(async () => order.push('third'));
    await nextTurn();
    expect(order).toEqual([]);
    mayEnd.resolve();
    await Promise.all([first, second, third]);
    expect(order).toEqual(['first', 'second', 'third']);
  });

  it('closing waits for it', async () => {
    const other = openDatabase(opened.file);
    const mayEnd = later<void>();
    const writing = other.transaction(async (tx) => {
      await mayEnd.promise;
      await insertUser(tx, person, NOON);
    });
    const closing = other.close();
    mayEnd.resolve();
    await Promise.all([writing, closing]);
    expect(await findUserByEmail(db().read, person.email)).not.toBeNull();
  });
});
