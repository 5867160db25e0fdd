import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { breakingChanges, type Snapshot } from '../testing/breaking-changes';

const ENGINES = ['sqlite', 'postgres'] as const;

/** Before it no server was deployed that another one had to stand beside. */
const FIRST_BESIDE = 3;

/** In front of a change that a release before no longer minds; the words say which and why. */
const REASON = /^-- Beside the release before: \S.{10,}/m;

const inMigrations = (path: string) => new URL(`../migrations/${path}`, import.meta.url);
const numbered = (number: number) => String(number).padStart(4, '0');

const snapshot = (engine: string, number: number) =>
  JSON.parse(
    readFileSync(inMigrations(`${engine}/meta/${numbered(number)}_snapshot.json`), 'utf8'),
  ) as Snapshot;

const migrationsOf = (engine: string) =>
  readdirSync(inMigrations(engine))
    .filter((name) => /^\d{4}_.*\.sql$/.test(name))
    .map((name) => ({ name, number: Number(name.slice(0, 4)) }));

describe.each(ENGINES)('each migration of %s', (engine) => {
  // A deployment migrates first: the servers that are there go on, and must not be in its way.
  it('leaves the release before all that it works with', () => {
    const faults = migrationsOf(engine)
      .filter(({ number }) => number >= FIRST_BESIDE)
      .filter(({ name }) => !REASON.test(readFileSync(inMigrations(`${engine}/${name}`), 'utf8')))
      .flatMap(({ name, number }) =>
        breakingChanges(snapshot(engine, number - 1), snapshot(engine, number)).map(
          (fault) => `${name}: ${fault}`,
        ),
      );
    expect(faults).toEqual([]);
  });
});

describe.each(ENGINES)('on %s', (engine) => {
  const before = snapshot(engine, 2);
  const table = engine === 'postgres' ? 'public.orders' : 'orders';
  const integer = engine === 'postgres' ? 'bigint' : 'integer';
  type Table = Snapshot['tables'][string];
  /** What is wrong with a migration that does this to the table of orders. */
  const changing = (change: (orders: Table, all: Snapshot['tables']) => unknown) => {
    const after = structuredClone(before);
    change(after.tables[table] as Table, after.tables);
    return breakingChanges(before, after);
  };
  const column = (given: Partial<Table['columns'][string]>) => ({
    type: 'text',
    notNull: false,
    ...given,
  });

  it.each<[string, Parameters<typeof changing>[0]]>([
    ['nothing', () => undefined],
    ['a new table', (orders, all) => (all.news = orders)],
    ['a column that may be empty', ({ columns }) => (columns.news = column({}))],
    [
      'a column with a default',
      ({ columns }) => (columns.news = column({ notNull: true, default: false })),
    ],
    ['a column that may be empty now', ({ columns }) => (columns.title = column({}))],
    ['an index', ({ indexes }) => (indexes.news = { isUnique: false, columns: ['title'] })],
    [
      'a unique index over a new column',
      ({ columns, indexes }) => {
        columns.news = column({});
        indexes.news = { isUnique: true, columns: ['user_id', 'news'] };
      },
    ],
  ])('%s is fine', (_what, change) => expect(changing(change)).toEqual([]));

  it.each<[string, Parameters<typeof changing>[0], RegExp]>([
    ['a table that is gone', (_, all) => delete all[table], /table .*orders is gone/],
    ['a column that is gone, or renamed', ({ columns }) => delete columns.title, /title is gone/],
    [
      'a column of another type',
      ({ columns }) => (columns.title = column({ type: integer, notNull: true })),
      /was text, and is/,
    ],
    [
      'a column that must be given',
      ({ columns }) => (columns.news = column({ notNull: true })),
      /news is new, and must be given/,
    ],
    [
      'one that could be empty and must be given now',
      ({ columns }) => (columns.ship_by = column({ type: integer, notNull: true })),
      /ship_by could be empty/,
    ],
    [
      'a default that is gone',
      ({ columns }) => delete columns.is_preorder?.default,
      /is_preorder has lost its default/,
    ],
    [
      'a unique index that writes lean on',
      ({ indexes }) => delete indexes.orders_one_per_purchase,
      /unique index orders_one_per_purchase/,
    ],
    [
      'a unique index over what is written already',
      ({ indexes }) => (indexes.news = { isUnique: true, columns: ['title'] }),
      /unique index news .* is new/,
    ],
    [
      'a check of what is written already',
      ({ checkConstraints }) => (checkConstraints.news = { value: '"orders"."amount" > 1' }),
      /check news .* is new/,
    ],
    [
      'a check that is another one',
      ({ checkConstraints }) =>
        (checkConstraints.orders_amount_is_positive = { value: 'amount > 1' }),
      /check orders_amount_is_positive/,
    ],
  ])('%s is not', (_what, change, fault) =>
    expect(changing(change)).toEqual([expect.stringMatching(fault)]),
  );
});
