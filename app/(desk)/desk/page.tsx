import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { DeskInbox } from '@/components/desk/desk-inbox';
import { DeskOrders } from '@/components/desk/desk-orders';
import { PageHeading } from '@/components/ui/page-heading';
import { requireUser } from '@/lib/auth/session';
import { listDeskOrders, listInbox } from '@/lib/desk/read-desk';

export const metadata: Metadata = { title: 'Desk' };

export default async function DeskPage() {
  const user = await requireUser('/desk');
  // To everybody else there is no such page.
  if (user.role !== 'staff') notFound();
  const [orders, events] = await Promise.all([listDeskOrders(), listInbox()]);
  return (
    <>
      <PageHeading title="Desk" />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-12">
        <DeskOrders orders={orders} />
        <DeskInbox events={events} />
      </div>
    </>
  );
}
