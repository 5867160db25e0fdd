import { TableSkeleton } from '@/components/desk/table/table-skeleton';

// In a group with the lists only: pages of one order, person or event have a skeleton of their own, below a
// layout that answers 404 before it.
export default function ListLoading() {
  return <TableSkeleton />;
}
