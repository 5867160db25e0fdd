import { DeskHeading } from '@/components/desk/frame/desk-heading';
import { HealthPanel } from '@/components/desk/shop/health-panel';
import { PageReports } from '@/components/desk/shop/page-reports';
import { requireStaff } from '@/lib/auth/session';
import { deskTitle } from '@/lib/desk/desk-title';
import { readHealth } from '@/lib/desk/read-health';

export const generateMetadata = deskTitle('health');

export default async function HealthPage() {
  await requireStaff('/desk/health');
  const health = await readHealth();
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
      <DeskHeading title="Health" />
      <HealthPanel health={health} />
      <PageReports reports={health.pageReports} />
    </div>
  );
}
