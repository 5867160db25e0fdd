import { Skeleton } from '@/components/ui/skeleton';
import { loadingWords } from '@/components/words/loading-words';

export default function ProductLoading() {
  return (
    <div
      aria-busy="true"
      className="grid items-start gap-x-12 gap-y-5 max-md:grid-cols-[minmax(0,1fr)] md:grid-cols-[minmax(0,7fr)_minmax(0,5fr)] lg:gap-x-16"
    >
      <p className="sr-only">{loadingWords.print}</p>
      <Skeleton className="aspect-4/5 w-full max-md:max-h-[38svh]" />
      <div className="grid gap-6">
        <div className="grid gap-2">
          <Skeleton className="h-4 w-36" />
          <Skeleton className="h-11 w-56" />
          <Skeleton className="h-5 w-32" />
        </div>
        <div className="grid gap-4 md:border-y md:border-line md:py-6">
          <Skeleton className="h-9 w-28" />
          <Skeleton className="h-14" />
        </div>
        <Skeleton className="h-24" />
      </div>
    </div>
  );
}
