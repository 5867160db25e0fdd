import { listDaySums } from '@/db/queries/daily-sums';
import { listDeskOrders } from '@/db/queries/desk-orders';
import { findUnderived } from '../daily-sums';
import { database } from '../database';
import { byCurrency } from '../domain/daily-sums';
import { beginningOf, dayOf, DAY_MS, firstOfMonth } from '../domain/day';
import type { DeskHome } from '../domain/desk-view';
import { newestPage } from '../domain/page';
import { readCount, toRow } from './list-orders';

/** Days of the table: as many as last week had. */
const DAYS = 7;

/** Orders that need somebody: the list has the rest. */
const ROWS = 5;

/** What today and this month (UTC) brought, and what needs somebody. For staff only. `now` in ms. */
export async function readHome(now = Date.now()): Promise<DeskHome> {
  const { read } = database();
  const today = dayOf(now);
  const month = firstOfMonth(today);
  const week = dayOf(now - (DAYS - 1) * DAY_MS);
  const wanted = { filter: 'needs_attention', among: 'all', now } as const;
  const [sums, underivedSince, attention, count] = await Promise.all([
    listDaySums(read, week < month ? week : month, today),
    findUnderived(read, now),
    listDeskOrders(read, wanted, newestPage(ROWS)),
    readCount(wanted),
  ]);
  return {
    today,
    month,
    ofToday: byCurrency(sums.filter(({ day }) => day === today)),
    ofMonth: byCurrency(sums.filter(({ day }) => day >= month)),
    days: sums.filter(({ day }) => day >= week).reverse(),
    areSumsWhole: underivedSince === null || underivedSince >= beginningOf(today),
    attention: { rows: attention.rows.map(toRow), count },
  };
}
