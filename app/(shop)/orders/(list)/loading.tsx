import { PageHeading } from '@/components/ui/page-heading';
import { Skeleton } from '@/components/ui/skeleton';
import { loadingWords } from '@/components/words/loading-words';

export default function OrdersLoading() {
  return (
    <div className="max-w-4xl" aria-busy="true">
      <PageHeading title="Orders" />
      <p className="sr-only">{loadingWords.orders}</p>
      <div className="border-t border-line">
        {['first', 'second', 'third', 'fourth', 'fifth', 'sixth'].map((row) => (
          <div
            key={row}
            className="grid grid-cols-[4rem_minmax(0,1fr)] items-center gap-x-4 gap-y-2 border-b border-line py-4 sm:grid-cols-[4rem_minmax(0,1fr)_auto_7rem] sm:gap-x-6"
          >
            <Skeleton className="aspect-4/5" />
            <div className="grid gap-2">
              <Skeleton className="h-6 w-48 max-w-full" />
              <Skeleton className="h-4 w-32" />
            </div>
            <div className="col-start-2 sm:col-start-4">
              <Skeleton className="h-6 w-24 max-w-full sm:ml-auto" />
            </div>
          </div>
        ))}
      </div>
    </div>
  );
}
