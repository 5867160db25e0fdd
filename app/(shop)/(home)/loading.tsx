import { PageHeading } from '@/components/ui/page-heading';
import { Skeleton } from '@/components/ui/skeleton';
import { loadingWords } from '@/components/words/loading-words';
import { homeWords } from '@/components/words/page-words';

const PRINTS = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth'];

export default function StorefrontLoading() {
  return (
    <div aria-busy="true">
      <PageHeading {...homeWords} />
      <p className="sr-only">{loadingWords.prints}</p>
      <div className="grid gap-x-8 gap-y-12 sm:grid-cols-2 lg:grid-cols-3">
        {PRINTS.map((print) => (
          <div key={print} className="grid content-start gap-3">
            <Skeleton className="aspect-4/5" />
            <div className="grid gap-0.5">
              <Skeleton className="my-1 h-6 w-40" />
              <Skeleton className="h-4 w-32" />
            </div>
          </div>
        ))}
      </div>
    </div>
  );
}
