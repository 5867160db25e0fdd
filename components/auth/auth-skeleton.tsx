import { PageHeading } from '@/components/ui/page-heading';
import { Skeleton } from '@/components/ui/skeleton';
import { loadingWords } from '@/components/words/loading-words';

const FIELDS = ['first', 'second', 'third'];

/** A page of the sign-in family while it is on its way, with as many fields as it has. */
export function AuthSkeleton({ title, fields }: { title: string; fields: 0 | 1 | 2 | 3 }) {
  return (
    <div className="grid max-w-md gap-6" aria-busy="true">
      <PageHeading title={title} className="pb-0 sm:pb-2" />
      <p className="sr-only">{loadingWords.page}</p>
      <div className="grid gap-5">
        {fields === 0 ? <Skeleton className="h-6" /> : null}
        {FIELDS.slice(0, fields).map((field) => (
          <div key={field} className="grid gap-1.5">
            <Skeleton className="h-5 w-20" />
            <Skeleton className="h-11" />
          </div>
        ))}
        <Skeleton className="h-11" />
      </div>
    </div>
  );
}
