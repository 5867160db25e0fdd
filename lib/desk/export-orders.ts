import { listDeskOrders, type DeskOrder } from '@/db/queries/desk-orders';
import { findAddressesOfOrders } from '@/db/queries/order-addresses';
import type { User } from '@/db/queries/users';
import { database } from '../database';
import type { PostalAddress } from '../domain/address';
import { BYTE_ORDER_MARK, csvRecord } from '../domain/csv';
import { decimalText } from '../domain/money';
import { orderLabel } from '../domain/order';
import { sendingOf } from '../domain/sending';
import { newestPage, type Page, type PageRequest } from '../domain/page';
import { placedIn, type DeskOrdersQuery } from './list-orders';
import { assertStaff, recordAction } from '../audit';
import { searchOrders } from './search-orders';

/** As many as are read, and held, at once: a few hundred kB, whatever the length of the file. */
const ROWS = 500;

/**
 * The orders that the desk's list shows, all of its pages, as CSV. Null where the search met more
 * people than it looks at: a file that silently lacks some is worse than none. Who took it is
 * written down before the first byte leaves. Throws Failure `not_found` to anybody but staff.
 */
export async function exportOrders(
  staff: User,
  { show: filter, q, from, to }: Omit<DeskOrdersQuery, 'page'>,
): Promise<ReadableStream<Uint8Array> | null> {
  assertStaff(staff);
  const { among, isCut } = await searchOrders(database().read, q);
  if (isCut) return null;
  const data = { show: filter, q, ...(from && { from }), ...(to && { to }) };
  await database().transaction((tx) =>
    recordAction(tx, staff.id, 'export_orders', { data }, Date.now()),
  );
  const placed = placedIn({ from, to });
  return ordersAsCsv(async (request) => {
    const { read } = database();
    const page = await listDeskOrders(read, { filter, among, placed }, request);
    const addresses = await findAddressesOfOrders(
      read,
      page.rows.map(({ id }) => id),
    );
    const rows = page.rows.map((row) => ({ ...row, goesTo: addresses.get(row.id) ?? null }));
    return { ...page, rows };
  });
}

/** Without `goesTo` nobody has said where. */
type ExportedOrder = DeskOrder & { goesTo?: PostalAddress | null };

/** Reads a page when its reader wants more, and not before: a slow download holds one page. */
export function ordersAsCsv(
  readPage: (request: PageRequest) => Promise<Page<ExportedOrder>>,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let request: PageRequest = newestPage(ROWS);
  let head = BYTE_ORDER_MARK + csvRecord(columns.map(({ name }) => name));
  return new ReadableStream(
    {
      async pull(controller) {
        const { rows, older } = await readPage(request);
        const text = rows.map((order) => csvRecord(columns.map(({ of }) => of(order)))).join('');
        controller.enqueue(encoder.encode(head + text));
        head = '';
        if (older) request = { from: older, direction: 'older', limit: ROWS };
        else controller.close();
      },
    },
    // Nothing is made ahead: the default keeps one chunk that nobody may ever ask for.
    { highWaterMark: 0 },
  );
}

const iso = (at: number | null): string => (at === null ? '' : new Date(at).toISOString());

const money = (amount: number, { currency }: DeskOrder): string =>
  decimalText({ amount, currency });

const columns: readonly { name: string; of: (order: ExportedOrder) => string }[] = [
  { name: 'reference', of: ({ reference }) => reference },
  { name: 'order_id', of: ({ id }) => id },
  { name: 'placed_at', of: ({ createdAt }) => iso(createdAt) },
  { name: 'paid_at', of: ({ paidAt }) => iso(paidAt) },
  { name: 'payment_state', of: ({ paymentState }) => paymentState },
  { name: 'shown_as', of: (order) => orderLabel({ ...order, total: order }) },
  { name: 'email', of: ({ email }) => email },
  { name: 'title', of: ({ title }) => title },
  { name: 'currency', of: ({ currency }) => currency.toUpperCase() },
  { name: 'amount', of: (order) => money(order.amount, order) },
  { name: 'refunded', of: (order) => money(order.refundedAmount, order) },
  { name: 'dispute', of: ({ dispute }) => dispute ?? '' },
  { name: 'ship_to_name', of: ({ goesTo }) => goesTo?.name ?? '' },
  { name: 'ship_to_line1', of: ({ goesTo }) => goesTo?.line1 ?? '' },
  { name: 'ship_to_line2', of: ({ goesTo }) => goesTo?.line2 ?? '' },
  { name: 'ship_to_city', of: ({ goesTo }) => goesTo?.city ?? '' },
  { name: 'ship_to_state', of: ({ goesTo }) => goesTo?.state ?? '' },
  { name: 'ship_to_postal_code', of: ({ goesTo }) => goesTo?.postalCode ?? '' },
  { name: 'ship_to_country', of: ({ goesTo }) => goesTo?.country ?? '' },
  { name: 'sending', of: (order) => sendingOf(order)?.state ?? '' },
  { name: 'sent_at', of: ({ sentAt }) => iso(sentAt) },
  { name: 'tracking_url', of: ({ trackingUrl }) => trackingUrl ?? '' },
];
