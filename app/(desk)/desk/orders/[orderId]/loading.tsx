import { DeskPageSkeleton } from '@/components/desk/frame/desk-page-skeleton';

export default function DeskOrderLoading() {
  return <DeskPageSkeleton />;
}
