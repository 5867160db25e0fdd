import { isSameOrigin } from '@/lib/auth/same-origin';
import { findSignedInStaff } from '@/lib/auth/session';
import { exportOrders } from '@/lib/desk/export-orders';
import { deskOrdersQuery } from '@/lib/desk/list-orders';
import { otherPersonPath } from '@/lib/domain/return-path';
import { underWay } from '@/lib/under-way';

/**
 * The orders of the desk's list as a file that streams, to a form of the desk's own: who took it is
 * written down, which a link from elsewhere must not bring about. To everybody but staff there is none.
 */
export const POST = (request: Request) => underWay(() => answer(request));

async function answer(request: Request): Promise<Response> {
  const staff = await findSignedInStaff();
  if (!staff) return nothing();
  if (!isSameOrigin(request)) return said(403, 'The list at the desk has a button for this file.');
  const form = await request.formData().catch(() => null);
  if (!form) return said(400, 'This is no form.');
  // The list of another member of staff, who would stand in the record for what was exported.
  if (form.get('for') !== staff.id) {
    // 303, so that the browser asks for that page and posts nothing to it.
    return new Response(null, {
      status: 303,
      headers: { location: otherPersonPath('/desk/orders') },
    });
  }
  const file = await exportOrders(staff, deskOrdersQuery.parse(Object.fromEntries(form)));
  if (!file) return said(422, 'Too many addresses begin so: search for more of one.');
  return new Response(file, {
    headers: {
      'content-type': 'text/csv; charset=utf-8; header=present',
      'content-disposition': 'attachment; filename="orders.csv"',
      'cache-control': 'no-store',
    },
  });
}

/** Next would tell everybody by 405, and by the list of methods, that there is something here. */
async function refuse(): Promise<Response> {
  if (!(await findSignedInStaff())) return nothing();
  return new Response(null, { status: 405, headers: { allow: 'POST' } });
}

export { refuse as GET, refuse as OPTIONS };

const nothing = () => new Response(null, { status: 404 });
const said = (status: number, words: string) => new Response(`${words}\n`, { status });
