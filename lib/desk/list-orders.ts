import { z } from 'zod';
import { listDeskOrders, type DeskOrder } from '@/db/queries/desk-orders';
import { database } from '../database';
import type { DeskOrderRow, DeskPage } from '../domain/desk-view';
import { orderLabel } from '../domain/order';
import { orderFilters } from '../domain/order-filter';
import { pageQuery, readPageToken, shownPage } from './page-token';
import { searchOrders } from './search-orders';

/** As many rows as a screen or two. */
const ROWS = 50;

/** Longer than anything that can be searched for: an address has 254 characters at most. */
const MAX_SEARCH = 254;

/** Which orders the desk's address asks for. Whatever else stands there is taken for nothing. */
export const deskOrdersQuery = pageQuery.extend({
  show: z.enum(orderFilters).catch('all'),
  q: z
    .string()
    .transform((text) => text.trim().slice(0, MAX_SEARCH))
    .catch(''),
});
export type DeskOrdersQuery = z.output<typeof deskOrdersQuery>;

/** For staff only: the page checks the role. */
export async function readDeskOrders({
  show: filter,
  q,
  page,
}: DeskOrdersQuery): Promise<DeskPage<DeskOrderRow> & { isCut: boolean }> {
  const { read } = database();
  const { among, isCut } = await searchOrders(read, q);
  const found = await listDeskOrders(read, { filter, among }, readPageToken(page, ROWS));
  return { ...shownPage(found, toRow), isCut };
}

export function toRow({ amount, currency, ...order }: DeskOrder): DeskOrderRow {
  const { id, reference, email, title, refundedAmount, dispute, createdAt } = order;
  const total = { amount, currency };
  const label = orderLabel({ ...order, total });
  return { id, reference, email, title, total, refundedAmount, label, dispute, createdAt };
}
