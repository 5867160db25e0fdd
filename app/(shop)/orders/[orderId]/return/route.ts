import type { Route } from 'next';
import { redirect } from 'next/navigation';
import { requireUserOf } from '@/lib/auth/session';
import { addressPart } from '@/lib/domain/address-part';
import { lookAtOrder } from '@/lib/orders/checkout/check-order';
import { underWay } from '@/lib/under-way';

/**
 * Where a bank's redirect comes back to. It may look, it never starts a payment, and it forwards
 * to a clean address: the one that Stripe made carries a client secret.
 */
export async function GET(request: Request, context: RouteContext<'/orders/[orderId]/return'>) {
  const { orderId } = await context.params;
  const order = `/orders/${addressPart(orderId)}`;
  const user = await requireUserOf(request, order);
  await underWay(() => lookAtOrder(user, orderId));
  redirect(order as Route);
}
