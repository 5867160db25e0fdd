import { PageHeading } from '@/components/ui/page-heading';
import { Skeleton } from '@/components/ui/skeleton';

// In a group of its own: an order's page must be able to answer 404, which a skeleton sent ahead
// of it would turn into a 200.
export default function OrdersLoading() {
  return (
    <div className="max-w-4xl" aria-busy="true">
      <PageHeading title="Orders" />
      <p className="sr-only">Loading your orders</p>
      <div className="border-t border-line">
        {['first', 'second', 'third'].map((row) => (
          <div
            key={row}
            className="grid grid-cols-[4rem_minmax(0,1fr)] items-center gap-x-4 border-b border-line py-4 sm:gap-x-6"
          >
            <Skeleton className="aspect-4/5" />
            <div className="grid gap-2">
              <Skeleton className="h-6 w-48 max-w-full" />
              <Skeleton className="h-4 w-32" />
            </div>
          </div>
        ))}
      </div>
    </div>
  );
}
