import { clsx } from 'clsx';
import { Skeleton } from '@/components/ui/skeleton';

/** Number; expiry and security code; country and postal code. */
export function CardFieldsSkeleton({ className }: { className?: string | undefined }) {
  return (
    <div className={clsx('grid min-h-58 content-start gap-4', className)}>
      <FieldSkeleton />
      <div className="grid grid-cols-2 gap-4">
        <FieldSkeleton />
        <FieldSkeleton />
      </div>
      <FieldSkeleton />
    </div>
  );
}

function FieldSkeleton() {
  return (
    <div className="grid gap-1.5">
      <Skeleton className="h-4 w-24" />
      <Skeleton className="h-11" />
    </div>
  );
}
