import { asc, desc, sql, type SQL } from 'drizzle-orm';
import type { AnySQLiteColumn } from 'drizzle-orm/sqlite-core';
import { newestPage, type Page, type PageRequest, type Place } from '../../lib/domain/page';

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
 */
export async function keysetPage<Row>(
  columns: { at: AnySQLiteColumn; id: AnySQLiteColumn },
  request: PageRequest,
  placeOf: (row: Row) => Place,
  fetch: (slice: Slice) => Promise<Row[]>,
): Promise<Page<Row>> {
  const { from, direction, limit } = request;
  const isOlder = direction === 'older';
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
  if (!isOlder && !goesOn) return keysetPage(columns, newestPage(limit), placeOf, fetch);

  const shown = rows.slice(0, limit);
  if (!isOlder) shown.reverse();
  const [first, last] = [shown[0], shown.at(-1)];
  return {
    rows: shown,
    older: last && (goesOn || !isOlder) ? placeOf(last) : null,
    newer: first && from ? placeOf(first) : null,
  };
}
