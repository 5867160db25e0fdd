import { Skeleton } from '@/components/ui/skeleton';
import { loadingWords } from '@/components/words/loading-words';

const LINES = ['first', 'second', 'third'];

export default function OrderLoading() {
  return (
    <div className="max-w-4xl" aria-busy="true">
      <p className="sr-only">{loadingWords.order}</p>
      <div className="grid gap-2 pb-8">
        <Skeleton className="my-1 h-4 w-40" />
        <Skeleton className="h-11 w-64 max-w-full" />
      </div>
      <div className="grid items-start gap-10 md:grid-cols-[minmax(0,1fr)_17rem] md:gap-x-12">
        <div className="grid gap-10">
          <Skeleton className="h-24 rounded-sheet" />
          <Skeleton className="h-11 w-40" />
        </div>
        <div className="grid gap-5">
          <Skeleton className="aspect-4/5 max-md:hidden" />
          <div className="grid gap-px">
            {LINES.map((line) => (
              <Skeleton key={line} className="h-11" />
            ))}
          </div>
        </div>
      </div>
    </div>
  );
}
