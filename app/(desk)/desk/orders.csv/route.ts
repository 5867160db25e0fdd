import type { Route } from 'next';
import { redirect } from 'next/navigation';
import { drawnForOf, findSignedInStaff } from '@/lib/auth/session';
import { exportOrders } from '@/lib/desk/export-orders';
import { deskOrdersQuery } from '@/lib/desk/list-orders';
import { otherPersonPath } from '@/lib/domain/return-path';

/** The orders of the desk's list as a file that streams. To everybody but staff there is none. */
export async function GET(request: Request) {
  const staff = await findSignedInStaff();
  if (!staff) return new Response(null, { status: 404 });
  const asked = Object.fromEntries(new URL(request.url).searchParams);
  // The list of another member of staff, who would stand in the record for what was exported.
  if (drawnForOf(request) !== staff.id) redirect(otherPersonPath('/desk') as Route);
  const query = deskOrdersQuery.parse(asked);
  const file = await exportOrders(staff, query);
  if (!file) {
    return new Response('Too many addresses begin so: search for more of one.\n', { status: 422 });
  }
  return new Response(file, {
    headers: {
      'content-type': 'text/csv; charset=utf-8; header=present',
      'content-disposition': 'attachment; filename="orders.csv"',
      'cache-control': 'no-store',
    },
  });
}
