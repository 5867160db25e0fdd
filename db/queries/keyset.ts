import { and, asc, desc, sql, type SQL } from 'drizzle-orm';
import type { AnySQLiteColumn } from 'drizzle-orm/sqlite-core';
import { anyTime, type Placed } from '../../lib/domain/order-filter';
import {
  firstPage,
  type Page,
  type PageRequest,
  type Place,
  type Top,
} from '../../lib/domain/page';

/** What a query adds for one page: a bound, an order, and one row more than is shown. */
export type Slice = {
  where: SQL | undefined;
  orderBy: SQL[];
  limit: number;
  direction: PageRequest['direction'];
};

type Columns = { at: AnySQLiteColumn; id: AnySQLiteColumn };

/** What the first page begins with, and of which time the rows are. */
type Listed = { top?: Top; within?: Placed };

/** Before any row of that time: no id sorts before it. */
const startOf = (at: number | null): Place | null => (at === null ? null : { at, id: '' });

/** Of two bounds one is asked for, because only one is looked up in an index. */
const earlierOf = (place: Place, at: number | null): Place =>
  at !== null && at <= place.at ? { at, id: '' } : place;

const before = ({ at, id }: Columns, place: Place | null): SQL | undefined =>
  place ? sql`(${at}, ${id}) < (${place.at}, ${place.id})` : undefined;

function after({ at, id }: Columns, place: Place | null, from: number | null): SQL | undefined {
  if (place && (from === null || place.at >= from)) {
    return sql`(${at}, ${id}) > (${place.at}, ${place.id})`;
  }
  return from === null ? undefined : sql`(${at}, ${id}) > (${from}, ${''})`;
}

/** The bounds of a range alone, for what is counted and not paged. */
export const withinWhere = (columns: Columns, within: Placed): SQL | undefined =>
  and(before(columns, startOf(within.before)), after(columns, null, within.from));

/**
 * Pages by where the last one ended, never by offset: page 10,000 costs what the first does. The
 * bound is one comparison of pairs, which both engines look up in an index of the two columns.
 */
export async function keysetPage<Row>(
  columns: Columns,
  request: PageRequest,
  placeOf: (row: Row) => Place,
  fetch: (slice: Slice) => Promise<Row[]>,
  { top = 'newest', within = anyTime }: Listed = {},
): Promise<Page<Row>> {
  const { from, direction, limit } = request;
  const isOlder = direction === 'older';
  const isOnward = isOlder === (top === 'newest');
  const along = isOlder ? desc : asc;
  const rows = await fetch({
    where: and(
      before(columns, isOlder && from ? earlierOf(from, within.before) : startOf(within.before)),
      after(columns, isOlder ? null : from, within.from),
    ),
    orderBy: [along(columns.at), along(columns.id)],
    limit: limit + 1,
    direction,
  });
  const goesOn = rows.length > limit;
  // Back at the top: whole again, though fewer rows are left there than fill a page.
  if (!isOnward && !goesOn) {
    return keysetPage(columns, firstPage(limit, top), placeOf, fetch, { top, within });
  }

  const shown = rows.slice(0, limit);
  if (!isOnward) shown.reverse();
  const [first, last] = [shown[0], shown.at(-1)];
  const onward = last && (goesOn || !isOnward) ? placeOf(last) : null;
  const back = first && from ? placeOf(first) : null;
  return top === 'newest'
    ? { rows: shown, older: onward, newer: back }
    : { rows: shown, older: back, newer: onward };
}
