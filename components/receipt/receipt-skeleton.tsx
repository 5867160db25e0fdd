import { Skeleton } from '@/components/ui/skeleton';
import { loadingWords } from '@/components/words/loading-words';

/** As large as a receipt of one print. */
export function ReceiptSkeleton() {
  return (
    <div className="grid max-w-2xl gap-5" aria-busy="true">
      <p className="sr-only">{loadingWords.receipt}</p>
      <div className="flex gap-2">
        <Skeleton className="h-11 w-20" />
        <Skeleton className="h-11 w-28" />
      </div>
      <Skeleton className="h-208 rounded-sheet sm:h-180" />
    </div>
  );
}
