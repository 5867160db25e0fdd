import { PageHeading } from '@/components/ui/page-heading';
import { Skeleton } from '@/components/ui/skeleton';
import { updatedTitle } from '@/components/words/failure-words';
import { loadingWords } from '@/components/words/loading-words';

export default function UpdatedLoading() {
  return (
    <div className="max-w-2xl" aria-busy="true">
      <PageHeading title={updatedTitle} />
      <p className="sr-only">{loadingWords.page}</p>
      <Skeleton className="h-45 rounded-sheet sm:h-32" />
    </div>
  );
}
