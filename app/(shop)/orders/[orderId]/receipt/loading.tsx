import { ReceiptSkeleton } from '@/components/receipt/receipt-skeleton';

export default function ReceiptLoading() {
  return <ReceiptSkeleton />;
}
