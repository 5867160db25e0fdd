import { getTableColumns, eq, type Column } from 'drizzle-orm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../../lib/domain/json';
import type { Database } from '../../database';
import { findEvent, receiveEvent } from '../../queries/webhook-events';
import { findUserByEmail } from '../../queries/users';
import { aUser, NOON } from '../rows';

/** What engines differ about, among whatever else there is. */
const troublesome = fc.constantFrom(
  ...[
    '\0',
    '\uD800',
    '\uDFFF',
    '\uDC00\uD800',
    '\uFDD0',
    '\uFDD00000',
    '\uFFFE',
    '\uFFFF',
    '\u001F',
  ],
  ...[
    '\u202E',
    '\u2028',
    '\uFEFF',
    '\u{1F5BC}',
    '\\u0000',
    '\\',
    '"',
    "'",
    '%',
    'é',
    'e\u0301',
    '',
  ],
);
const anyText = fc
  .array(fc.oneof(troublesome, fc.string({ maxLength: 3 })), { maxLength: 8 })
  .map((parts) => parts.join(''));

const anyJson = fc.letrec<{ json: Json }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 3 },
    anyText,
    fc.constantFrom<Json>(null, true, 0, -1.5, 1e300, 2 ** 53),
    fc.array(tie('json'), { maxLength: 3 }),
    fc.dictionary(anyText, tie('json'), { maxKeys: 3 }),
  ),
})).json;

const RUNS = { numRuns: 50 };

/** Whatever a text is made of: it is held, found by itself and by nothing else, and given back. */
export const anyTextRules = (db: () => Database) =>
  describe('any text', () => {
    it('is found where it was written, and only there', () =>
      fc.assert(
        fc.asyncProperty(anyText, anyText, async (one, other) => {
          const id = crypto.randomUUID();
          const user = await aUser(db(), { email: `${id}${one}`, name: other });
          expect(user).toMatchObject({ email: `${id}${one}`, name: other });
          expect(await findUserByEmail(db().read, `${id}${one}`)).toEqual(user);
          if (one !== other) expect(await findUserByEmail(db().read, `${id}${other}`)).toBeNull();
        }),
        RUNS,
      ));

    it('is held in JSON as it came, in names and values, at any depth', () =>
      fc.assert(
        fc.asyncProperty(anyJson, anyText, async (json, text) => {
          // As a parser makes it: drizzle takes no object without a prototype.
          const payload = JSON.parse(JSON.stringify({ json })) as Json;
          const stripeEventId = `${crypto.randomUUID()}${text}`;
          const event = { stripeEventId, type: text, apiVersion: text, livemode: false, payload };
          await db().transaction((tx) => receiveEvent(tx, { ...event, nextTryAt: NOON }, NOON));
          const row = await findEvent(db().read, stripeEventId);
          expect(row).toMatchObject({ stripeEventId, type: text, apiVersion: text });
          expect(row?.payload).toEqual(payload);
        }),
        RUNS,
      ));

    // A column that somebody makes by drizzle's own text would be the one that fails.
    const textColumns = (): (readonly [string, Column])[] =>
      Object.entries(db().read.tables).flatMap(([table, columns]) =>
        Object.values(getTableColumns(columns) as Record<string, Column>)
          .filter((column) => column.dataType !== 'json' && /^text/.test(column.getSQLType()))
          .map((column) => [`${table}.${column.name}`, column] as const),
      );

    it('can be asked for in every column', async () => {
      expect(textColumns().length).toBeGreaterThan(100);
      for (const [name, column] of textColumns()) {
        const rows = db()
          .read.select()
          .from(column.table as never)
          .where(eq(column, 'a\0\uD800'));
        expect(await rows, name).toEqual([]);
      }
    });
  });
