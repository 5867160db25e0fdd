import { DeskPageSkeleton } from '@/components/desk/frame/desk-page-skeleton';

export default function DeskEventLoading() {
  return <DeskPageSkeleton />;
}
