import { Skeleton } from '@/components/ui/skeleton';
import { loadingWords } from '@/components/words/loading-words';

const FACTS = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth'];

/** A page of one thing at the desk: its heading, its facts, and the first of its tables. */
export function DeskPageSkeleton() {
  return (
    <div className="grid gap-8" aria-busy="true">
      <p className="sr-only">{loadingWords.desk}</p>
      <div className="grid gap-1">
        <Skeleton className="my-1 h-4 w-32" />
        <Skeleton className="h-9 w-72 max-w-full" />
      </div>
      <div className="grid grid-cols-2 gap-x-6 gap-y-4 border-y border-line-strong py-4 sm:grid-cols-3 lg:grid-cols-4">
        {FACTS.map((fact) => (
          <div key={fact} className="grid gap-1.5">
            <Skeleton className="h-3.5 w-16" />
            <Skeleton className="h-6 w-32 max-w-full" />
          </div>
        ))}
      </div>
      <div className="grid gap-3">
        <Skeleton className="h-6 w-28" />
        <Skeleton className="h-24" />
      </div>
    </div>
  );
}
