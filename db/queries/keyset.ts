import { asc, desc, sql, type SQL } from 'drizzle-orm';
import type { AnySQLiteColumn } from 'drizzle-orm/sqlite-core';
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

/**
 * Pages by where the last one ended, never by offset: page 10,000 costs what the first does. The
 * bound is one comparison of pairs, which both engines look up in an index of the two columns.
 * `top` is what the first page begins with.
 */
export async function keysetPage<Row>(
  columns: { at: AnySQLiteColumn; id: AnySQLiteColumn },
  request: PageRequest,
  placeOf: (row: Row) => Place,
  fetch: (slice: Slice) => Promise<Row[]>,
  top: Top = 'newest',
): Promise<Page<Row>> {
  const { from, direction, limit } = request;
  const isOlder = direction === 'older';
  const isOnward = isOlder === (top === 'newest');
  const along = isOlder ? desc : asc;
  const pair = sql`(${columns.at}, ${columns.id})`;
  const rows = await fetch({
    where: from
      ? isOlder
        ? sql`${pair} < (${from.at}, ${from.id})`
        : sql`${pair} > (${from.at}, ${from.id})`
      : undefined,
    orderBy: [along(columns.at), along(columns.id)],
    limit: limit + 1,
    direction,
  });
  const goesOn = rows.length > limit;
  // Back at the top: whole again, though fewer rows are left there than fill a page.
  if (!isOnward && !goesOn) return keysetPage(columns, firstPage(limit, top), placeOf, fetch, top);

  const shown = rows.slice(0, limit);
  if (!isOnward) shown.reverse();
  const [first, last] = [shown[0], shown.at(-1)];
  const onward = last && (goesOn || !isOnward) ? placeOf(last) : null;
  const back = first && from ? placeOf(first) : null;
  return top === 'newest'
    ? { rows: shown, older: onward, newer: back }
    : { rows: shown, older: back, newer: onward };
}
