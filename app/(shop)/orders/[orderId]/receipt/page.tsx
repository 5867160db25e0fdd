import type { Metadata, Route } from 'next';
import { notFound } from 'next/navigation';
import { DrawnFor } from '@/components/actions/drawn-for';
import { ReceiptPage } from '@/components/receipt/receipt-page';
import { receiptWords } from '@/components/words/receipt-words';
import { requireUser } from '@/lib/auth/session';
import { ownIdIn } from '@/lib/domain/address-part';
import { env } from '@/lib/env';
import { findReceipt } from '@/lib/orders/view/read-receipt';

export const metadata: Metadata = { title: receiptWords.title };

export default async function OrderReceiptPage({ params }: PageProps<'/orders/[orderId]/receipt'>) {
  const orderId = ownIdIn((await params).orderId);
  if (!orderId) notFound();
  const user = await requireUser(`/orders/${orderId}/receipt`);
  const view = await findReceipt(user.id, orderId);
  if (!view) notFound();
  return (
    <DrawnFor person={user.id}>
      <ReceiptPage
        view={view}
        isTest={env().stripe.mode !== 'live'}
        orderPath={`/orders/${orderId}` as Route}
      />
    </DrawnFor>
  );
}
