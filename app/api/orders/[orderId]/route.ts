import { drawnForOf } from '@/lib/auth/session';
import { findSignedIn } from '@/lib/auth/signed-in';
import { ownIdIn } from '@/lib/domain/address-part';
import { findOrderState } from '@/lib/orders/view/read-orders';
import { underWay } from '@/lib/under-way';

/**
 * What the order's page polls, for the person whom it was drawn for: a route handler, because server
 * actions of one page queue up. Reads the database only.
 */
export async function GET(request: Request, context: RouteContext<'/api/orders/[orderId]'>) {
  const orderId = ownIdIn((await context.params).orderId);
  return underWay(() => stateOf(orderId, drawnForOf(request)));
}

async function stateOf(orderId: string | null, drawnFor: string | null): Promise<Response> {
  // A page that asks by itself is no visit: one that is left open would keep its session for ever.
  const user = (await findSignedIn())?.user;
  if (!user) return Response.json({ code: 'signed_out' }, { status: 401 });
  if (drawnFor !== user.id) {
    return Response.json({ code: 'other_person' }, { status: 409 });
  }
  const state = orderId ? await findOrderState(user.id, orderId) : null;
  return state
    ? Response.json(state, { headers: { 'cache-control': 'no-store' } })
    : Response.json({ code: 'not_found' }, { status: 404 });
}
