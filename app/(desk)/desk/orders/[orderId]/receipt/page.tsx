import type { Route } from 'next';
import { notFound } from 'next/navigation';
import { ReceiptPage } from '@/components/receipt/receipt-page';
import { requireStaff } from '@/lib/auth/session';
import { deskTitle } from '@/lib/desk/desk-title';
import { ownIdIn } from '@/lib/domain/address-part';
import { env } from '@/lib/env';
import { findDeskReceipt } from '@/lib/orders/view/read-receipt';

export const generateMetadata = deskTitle('receipt');

export default async function DeskReceiptPage({
  params,
}: PageProps<'/desk/orders/[orderId]/receipt'>) {
  const orderId = ownIdIn((await params).orderId);
  if (!orderId) notFound();
  await requireStaff(`/desk/orders/${orderId}/receipt`);
  const view = await findDeskReceipt(orderId);
  if (!view) notFound();
  return (
    <ReceiptPage
      view={view}
      isTest={env().stripe.mode !== 'live'}
      orderPath={`/desk/orders/${orderId}` as Route}
    />
  );
}
