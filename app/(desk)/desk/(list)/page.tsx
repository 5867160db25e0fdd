import { redirect } from 'next/navigation';
import type { Route } from 'next';
import { DeskHeading } from '@/components/desk/frame/desk-heading';
import { DeskSection } from '@/components/desk/frame/desk-section';
import { DayTable } from '@/components/desk/home/day-table';
import { HomeAttention } from '@/components/desk/home/home-attention';
import { SumFigures } from '@/components/desk/home/sum-figures';
import { OrderSearch } from '@/components/desk/orders/order-search';
import { Notice } from '@/components/ui/notice';
import { homeWords } from '@/components/words/desk-home-words';
import { requireStaff } from '@/lib/auth/session';
import { deskTitle } from '@/lib/desk/desk-title';
import { deskOrdersQuery } from '@/lib/desk/list-orders';
import { readHome } from '@/lib/desk/read-home';

export const generateMetadata = deskTitle('home');

export default async function DeskHomePage({ searchParams }: PageProps<'/desk'>) {
  await requireStaff('/desk');
  // Where the list of orders was: whoever has kept its address gets it.
  const { show, q } = deskOrdersQuery.parse(await searchParams);
  if (q || show !== 'all') {
    const query = new URLSearchParams({ ...(q && { q }), ...(show !== 'all' && { show }) });
    redirect(`/desk/orders?${query.toString()}` as Route);
  }
  const home = await readHome();
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-8">
      <DeskHeading title={homeWords.title} />
      <OrderSearch text="" />
      {home.areSumsWhole ? null : <Notice tone="warning">{homeWords.notWhole}</Notice>}
      <DeskSection title={homeWords.today(home.today)}>
        <SumFigures sums={home.ofToday} />
      </DeskSection>
      <DeskSection title={homeWords.month(home.month, home.today)}>
        <SumFigures sums={home.ofMonth} />
      </DeskSection>
      <DeskSection title={homeWords.attention}>
        <HomeAttention attention={home.attention} />
      </DeskSection>
      {home.days.length > 0 ? (
        <DeskSection title={homeWords.days}>
          <DayTable days={home.days} />
        </DeskSection>
      ) : null}
      <p className="max-w-prose text-sm text-ink-muted">{homeWords.utc}</p>
    </div>
  );
}
