import type { Route } from 'next';
import { ButtonLink } from '@/components/ui/button-link';
import { Notice } from '@/components/ui/notice';
import { PageHeading } from '@/components/ui/page-heading';
import { receiptWords as words } from '@/components/words/receipt-words';
import type { ReceiptView } from '@/lib/domain/receipt';
import { PrintButton } from './print-button';
import { ReceiptSheet } from './receipt-sheet';

type ReceiptPageProps = {
  view: ReceiptView;
  isTest: boolean;
  /** Where the order itself is. */
  orderPath: Route;
};

/** A receipt with what leads away from it, which no paper shows. */
export function ReceiptPage({ view, isTest, orderPath }: ReceiptPageProps) {
  const back = <ButtonLink href={orderPath}>{words.backToOrder}</ButtonLink>;
  if (view.state === 'unpaid') {
    return (
      <div className="max-w-2xl">
        <PageHeading title={words.none.title} />
        <Notice action={back}>{words.none.text}</Notice>
      </div>
    );
  }
  return (
    <div className="grid max-w-2xl gap-5 print:max-w-none">
      <div className="flex flex-wrap gap-2 print:hidden">
        <PrintButton />
        {back}
      </div>
      <ReceiptSheet receipt={view.receipt} isTest={isTest} />
    </div>
  );
}
