import { z } from 'zod';
import {
  countDeskOrders,
  listDeskOrders,
  type DeskOrder,
  type Wanted,
} from '@/db/queries/desk-orders';
import { database } from '../database';
import type { Count, DeskOrderRow, DeskPage } from '../domain/desk-view';
import { orderLabel } from '../domain/order';
import { sendingOf } from '../domain/sending';
import { DAY_MS, findBeginning } from '../domain/day';
import { COUNTED_ORDERS, orderFilters, type Placed } from '../domain/order-filter';
import { pageQuery, readPageToken, shownPage } from './page-token';
import { searchOrders } from './search-orders';

/** As many rows as a screen or two. */
const ROWS = 50;

/** Longer than anything that can be searched for: an address has 254 characters at most. */
const MAX_SEARCH = 254;

const day = z
  .string()
  .refine((text) => findBeginning(text) !== null)
  .catch('');

/** Which orders the desk's address asks for. Whatever else stands there is taken for nothing. */
export const deskOrdersQuery = pageQuery.extend({
  show: z.enum(orderFilters).catch('all'),
  q: z
    .string()
    .transform((text) => text.trim().slice(0, MAX_SEARCH))
    .catch(''),
  /** The first and the last day (UTC) on which they were placed; empty for any. */
  from: day,
  to: day,
});
export type DeskOrdersQuery = z.output<typeof deskOrdersQuery>;

/** The days of a query, in ms. */
export function placedIn({ from, to }: Pick<DeskOrdersQuery, 'from' | 'to'>): Placed {
  const last = findBeginning(to);
  return { from: findBeginning(from), before: last === null ? null : last + DAY_MS };
}

/** For staff only: the page checks the role. */
export async function readDeskOrders(
  query: DeskOrdersQuery,
): Promise<DeskPage<DeskOrderRow> & { isCut: boolean; count: Count }> {
  const { read } = database();
  const { among, isCut } = await searchOrders(read, query.q);
  const wanted = { filter: query.show, among, placed: placedIn(query) };
  const [found, count] = await Promise.all([
    listDeskOrders(read, wanted, readPageToken(query.page, ROWS)),
    readCount(wanted),
  ]);
  return { ...shownPage(found, toRow), isCut, count };
}

/** How many there are, as far as anybody wants to know. */
export async function readCount(wanted: Wanted): Promise<Count> {
  const count = await countDeskOrders(database().read, wanted);
  return { count: Math.min(count, COUNTED_ORDERS), more: count > COUNTED_ORDERS };
}

export function toRow({ amount, currency, ...order }: DeskOrder): DeskOrderRow {
  const { id, reference, email, title, refundedAmount, dispute, createdAt } = order;
  const total = { amount, currency };
  const label = orderLabel({ ...order, total });
  const sending = sendingOf({ ...order, amount })?.state ?? null;
  return { id, reference, email, title, total, refundedAmount, label, dispute, sending, createdAt };
}
