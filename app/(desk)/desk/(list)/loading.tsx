import { TableSkeleton } from '@/components/desk/table/table-skeleton';

// In a group with the lists only: a page of one order or event must be able to answer 404, which a
// skeleton sent ahead of it would turn into a 200.
export default function ListLoading() {
  return <TableSkeleton />;
}
