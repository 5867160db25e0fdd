import { DeskPageSkeleton } from '@/components/desk/frame/desk-page-skeleton';

export default function DeskPersonLoading() {
  return <DeskPageSkeleton />;
}
