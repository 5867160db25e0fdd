import { PageHeading } from '@/components/ui/page-heading';
import { Skeleton } from '@/components/ui/skeleton';
import { loadingWords } from '@/components/words/loading-words';
import { payPageTitle } from '@/components/words/page-words';

export default function PayLoading() {
  return (
    <div className="max-w-4xl" aria-busy="true">
      <PageHeading title={payPageTitle} className="pb-4 md:pb-8" />
      <p className="sr-only">{loadingWords.checkout}</p>
      <div className="grid items-start gap-6 md:grid-cols-[minmax(0,1fr)_17rem] md:gap-10">
        <Skeleton className="h-24 md:order-last md:h-112" />
        <div className="grid gap-10">
          <Skeleton className="h-24 rounded-sheet" />
          <Skeleton className="h-32" />
        </div>
      </div>
    </div>
  );
}
