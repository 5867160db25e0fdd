import { afterAll, beforeAll, expect, it } from 'vitest';
import { listDeskOrders } from '@/db/queries/desk-orders';
import { aBuyer, anOrder, NOON } from '@/db/testing/rows';
import { openSqliteFile, type Opened } from '@/db/testing/engines';
import { ordersAsCsv } from './export-orders';

const ORDERS = 50_000;
/** As many as one statement of SQLite may bind values for. */
const CHUNK = 1_000;

let opened: Opened;
beforeAll(async () => {
  opened = await openSqliteFile();
  const { db } = opened;
  const first = await anOrder(db, await aBuyer(db));
  await db.transaction(async (tx) => {
    for (let from = 1; from < ORDERS; from += CHUNK) {
      const rows = Array.from({ length: Math.min(CHUNK, ORDERS - from) }, (_, n) => ({
        ...first,
        ...{ id: `order-${from + n}`, reference: `R${from + n}`, purchaseId: `P${from + n}` },
        // Many at one moment: a page that went by time only would lose some.
        ...{
          createdAt: NOON + Math.floor((from + n) / 7),
          title: n === 0 ? '=cmd(),"x"' : 'Tideline',
        },
      }));
      await tx.insert(tx.tables.orders).values(rows);
    }
  });
});
afterAll(() => opened.close());

/** A file, and how many pages were read of the database for it so far. */
function aFile() {
  const read = { pages: 0 };
  const file = ordersAsCsv((request) => {
    read.pages++;
    return listDeskOrders(opened.db.read, { filter: 'all', among: 'all' }, request);
  });
  return { read, reader: file.getReader() };
}

it('reads nothing before it is asked, and one page for one chunk', async () => {
  const { read, reader } = aFile();
  expect(read.pages).toBe(0);
  await reader.read();
  await new Promise(setImmediate);
  expect(read.pages).toBe(1);
  await reader.read();
  await new Promise(setImmediate);
  expect(read.pages).toBe(2);
  await reader.cancel();
  expect(read.pages).toBe(2);
});

it('holds every order once, in chunks of a page, however many there are', async () => {
  const { read, reader } = aFile();
  const references = new Set<string>();
  let lines = 0;
  let largest = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    largest = Math.max(largest, value.byteLength);
    // Excel asks for it at the beginning of the file; anywhere else it is a character too many.
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(value);
    expect(text.lastIndexOf('\uFEFF')).toBe(lines === 0 ? 0 : -1);
    const records = text.trimEnd().split('\r\n');
    for (const record of records) references.add(record.split(',')[0] ?? '');
    lines += records.length;
  }
  expect(lines).toBe(ORDERS + 1);
  expect(references.size).toBe(ORDERS + 1);
  expect(read.pages).toBe(ORDERS / 500);
  // 500 records of some 150 bytes: what is held at once does not grow with the file.
  expect(largest).toBeLessThan(150_000);
});
