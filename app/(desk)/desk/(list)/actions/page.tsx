import { ClipboardList } from 'lucide-react';
import { ActionTable } from '@/components/desk/shop/action-table';
import { DeskHeading } from '@/components/desk/frame/desk-heading';
import { Pager } from '@/components/desk/table/pager';
import { EmptyState } from '@/components/ui/empty-state';
import { requireStaff } from '@/lib/auth/session';
import { deskTitle } from '@/lib/desk/desk-title';
import { pageQuery } from '@/lib/desk/page-token';
import { readActions } from '@/lib/desk/read-actions';

export const generateMetadata = deskTitle('actions');

export default async function ActionsPage({ searchParams }: PageProps<'/desk/actions'>) {
  await requireStaff('/desk/actions');
  const { rows, older, newer } = await readActions(pageQuery.parse(await searchParams).page);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
      <DeskHeading title="What staff did" />
      {rows.length === 0 ? (
        <EmptyState icon={<ClipboardList />} title="Nothing yet">
          Refunds, retries and exports are listed here, with who and when.
        </EmptyState>
      ) : (
        <ActionTable actions={rows} />
      )}
      <Pager path="/desk/actions" older={older} newer={newer} />
    </div>
  );
}
