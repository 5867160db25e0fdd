import fc from 'fast-check';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { builtOnce, given, insertOnce } from './built-once';
import type { Database, Reader, Transaction } from './database';
import { findUser } from './queries/users';
import { openSqliteFile } from './testing/engines';
import { aBuyer, anOrder, aUser, NOON } from './testing/rows';

let opened: Awaited<ReturnType<typeof openSqliteFile>>;
const db = (): Database => opened.db;
beforeAll(async () => {
  opened = await openSqliteFile();
});
afterAll(() => opened.close());

const newEvent = insertOnce(
  ({ orderEvents }) => orderEvents,
  (insert) => insert.returning(),
);

const eventById = (id: string) => {
  const { orderEvents } = db().read.tables;
  return db().read.select().from(orderEvents).where(eq(orderEvents.id, id));
};

it('writes what comes as its column does: any text, JSON, and nothing', async () => {
  const { id: orderId } = await anOrder(db(), await aBuyer(db()));
  const rows = fc.record({
    id: fc.uuid(),
    requestId: fc.option(fc.string({ unit: 'binary' })),
    data: fc.dictionary(fc.string(), fc.jsonValue()),
    at: fc.nat(),
  });
  await fc.assert(
    fc.asyncProperty(rows, async ({ data, ...row }) => {
      const kept = JSON.parse(JSON.stringify(data)) as typeof data;
      const event = { ...row, data: kept as never, orderId, type: 'order_placed' as const };
      const inserted = await db().transaction((tx) => newEvent(tx, event));
      expect(inserted).toEqual([event]);
      expect(await eventById(row.id)).toEqual([event]);
    }),
    { numRuns: 50 },
  );
});

it('is built once for each connection, and each set of columns', async () => {
  let times = 0;
  const userById = builtOnce((on: Reader) => {
    times += 1;
    const { users } = on.tables;
    return on
      .select()
      .from(users)
      .where(eq(users.id, given(users.id, 'userId')));
  });
  const [one, other] = [await aUser(db()), await aUser(db())];
  for (const { id: userId } of [one, other, one]) {
    const known = await findUser(db().read, userId);
    expect(await userById(db().read, { userId })).toEqual([known]);
    expect(await db().transaction((tx) => userById(tx, { userId }))).toEqual([known]);
  }
  expect(times).toBe(2);
});

it('leaves a column that is not there, or undefined, to its default', async () => {
  const { id: orderId } = await anOrder(db(), await aBuyer(db()));
  const told = { orderId, type: 'order_placed', data: {}, at: NOON } as const;
  const write = (row: Parameters<typeof newEvent>[1]) =>
    db().transaction((tx: Transaction) => newEvent(tx, row));
  expect(await write({ ...told, id: 'a' })).toMatchObject([{ requestId: null }]);
  expect(await write({ ...told, id: 'b', requestId: 'r' })).toMatchObject([{ requestId: 'r' }]);
  expect(await write({ ...told, id: 'c', requestId: undefined })).toMatchObject([
    { requestId: null },
  ]);
});
