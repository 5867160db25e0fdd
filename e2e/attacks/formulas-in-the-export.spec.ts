import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import type { APIRequestContext } from 'playwright/test';
import { attack, expect, someOf, test } from '../fixtures/attack';
import { insertPerson, type Person } from '../fixtures/person';
import { run } from '../setup/run';

/** Each begins an address: sign-up takes some of them, and is not the only way into the table. */
const beginnings = [
  '=1+1',
  '+1',
  '-1',
  '@sum',
  '\t=1',
  '\r=1',
  '\u200B=1',
  '"=1',
  '\uFF1D1',
  " '=1",
];

const FORMULA_IN_FRONT = /^["'\s\p{C}]*[=+\-@\uFF1D]/u;

/** The file that staff take home, with its cells as a spreadsheet reads them. */
async function exported(desk: APIRequestContext, staff: Person, q: string): Promise<string[][]> {
  const answer = await desk.post('/desk/orders.csv', {
    form: { for: staff.id, q },
    headers: { origin: run.appUrl, 'sec-fetch-site': 'same-origin' },
  });
  expect(answer.status()).toBe(200);
  const text = (await answer.text()).replace(/^\uFEFF/, '');
  return [
    ...text.matchAll(/((?:"(?:[^"]|"")*"|[^",\n])*(?:,(?:"(?:[^"]|"")*"|[^",\n])*)*)\r\n/g),
  ].map(([, line = '']) =>
    [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, cell = '']) =>
      cell.replace(/^"([^]*)"$/, '$1').replaceAll('""', '"'),
    ),
  );
}

attack(
  'A formula in the merchant’s spreadsheet',
  'addresses that begin with =, +, -, @, full-width signs, and with tabs, line ends, quotes or characters without a width before them, in the file of orders: each is a text there',
  () => {
    test('what a buyer is called begins no formula', async ({ db, visit, staff, buyFor }) => {
      const desk = await visit(staff);
      for (const beginning of someOf(beginnings, 0)) {
        const email = `${beginning}-${randomUUID()}@example.com`;
        const buyer = await insertPerson(db);
        const { id } = await buyFor(buyer);
        await db.transaction((tx) => {
          const { users } = tx.tables;
          return tx.update(users).set({ email }).where(eq(users.id, buyer.id));
        });
        const line = (await exported(desk, staff, id)).find((cells) => cells[1] === id);
        const cell = line?.[6] ?? '';
        expect(cell, JSON.stringify(beginning)).toContain(email.slice(-48).trim());
        // The apostrophe in front makes it a text; nothing that is skipped stands before that.
        expect(cell.startsWith("'"), JSON.stringify(cell)).toBe(FORMULA_IN_FRONT.test(email));
      }
    });
  },
);
