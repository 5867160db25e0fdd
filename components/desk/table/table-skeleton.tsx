import { Skeleton } from '@/components/ui/skeleton';
import { loadingWords } from '@/components/words/loading-words';

/** As high as the heading and the first rows of a list. */
export function TableSkeleton() {
  return (
    <div className="grid gap-6" aria-busy="true">
      <p className="sr-only">{loadingWords.desk}</p>
      <Skeleton className="h-9 w-48" />
      <div className="border-t border-line-strong">
        {Array.from({ length: 8 }, (_, row) => (
          <div key={row} className="flex items-center gap-6 border-b border-line py-3">
            <Skeleton className="h-5 w-24" />
            <Skeleton className="h-5 w-20" />
            <Skeleton className="h-5 flex-1" />
          </div>
        ))}
      </div>
    </div>
  );
}
