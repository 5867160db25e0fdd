import { PageHeading } from '@/components/ui/page-heading';
import { Skeleton } from '@/components/ui/skeleton';
import { loadingWords } from '@/components/words/loading-words';
import { checkoutTitle } from '@/components/words/page-words';

export default function CheckoutLoading() {
  return (
    <div className="max-w-4xl" aria-busy="true">
      <PageHeading title={checkoutTitle({ isChange: false })} className="pb-4 md:pb-8" />
      <p className="sr-only">{loadingWords.checkout}</p>
      <div className="grid items-start gap-6 md:grid-cols-[minmax(0,1fr)_17rem] md:gap-10">
        <Skeleton className="h-24 md:order-last md:h-112" />
        <div className="grid gap-6">
          <div className="grid gap-2">
            <Skeleton className="h-5 w-20" />
            <Skeleton className="h-58 rounded-sheet" />
          </div>
          <Skeleton className="h-14" />
        </div>
      </div>
    </div>
  );
}
