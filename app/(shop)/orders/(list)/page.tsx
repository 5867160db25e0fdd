import { Receipt } from 'lucide-react';
import type { Metadata } from 'next';
import { DrawnFor } from '@/components/actions/drawn-for';
import { OrderRow } from '@/components/order/order-row';
import { ButtonLink } from '@/components/ui/button-link';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeading } from '@/components/ui/page-heading';
import { requireUser } from '@/lib/auth/session';
import { listOrderSummaries } from '@/lib/orders/view/read-orders';

export const metadata: Metadata = { title: 'Orders' };

export default async function OrdersPage() {
  const user = await requireUser('/orders');
  const orders = await listOrderSummaries(user.id);
  return (
    <DrawnFor person={user.id}>
      <div className="max-w-4xl">
        <PageHeading title="Orders" />
        {orders.length === 0 ? (
          <EmptyState
            icon={<Receipt />}
            title="No orders yet"
            action={
              <ButtonLink href="/" variant="primary">
                See the prints
              </ButtonLink>
            }
          >
            What you buy is listed here, with where each payment stands.
          </EmptyState>
        ) : (
          <ul className="border-t border-line">
            {orders.map((order) => (
              <li key={order.id}>
                <OrderRow order={order} />
              </li>
            ))}
          </ul>
        )}
      </div>
    </DrawnFor>
  );
}
