import { Scale } from 'lucide-react';
import { DeskHeading } from '@/components/desk/frame/desk-heading';
import { Pager } from '@/components/desk/table/pager';
import { RunTable } from '@/components/desk/shop/run-table';
import { EmptyState } from '@/components/ui/empty-state';
import { requireStaff } from '@/lib/auth/session';
import { deskTitle } from '@/lib/desk/desk-title';
import { pageQuery } from '@/lib/desk/page-token';
import { readRuns } from '@/lib/desk/read-runs';

export const generateMetadata = deskTitle('reconciliations');

export default async function ReconciliationsPage({
  searchParams,
}: PageProps<'/desk/reconciliations'>) {
  await requireStaff('/desk/reconciliations');
  const { rows, older, newer } = await readRuns(pageQuery.parse(await searchParams).page);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
      <DeskHeading title="Reconciliations" />
      {rows.length === 0 ? (
        <EmptyState icon={<Scale />} title="No runs yet">
          What the reconciler finds and does is listed here.
        </EmptyState>
      ) : (
        <RunTable runs={rows} />
      )}
      <Pager path="/desk/reconciliations" older={older} newer={newer} />
    </div>
  );
}
