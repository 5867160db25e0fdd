import { Inbox } from 'lucide-react';
import { DeskHeading } from '@/components/desk/frame/desk-heading';
import { EventTable } from '@/components/desk/inbox/event-table';
import { FilterLinks } from '@/components/desk/table/filter-links';
import { Pager } from '@/components/desk/table/pager';
import { EmptyState } from '@/components/ui/empty-state';
import { requireStaff } from '@/lib/auth/session';
import { deskTitle } from '@/lib/desk/desk-title';
import { inboxQuery, readInbox } from '@/lib/desk/read-inbox';

export const generateMetadata = deskTitle('inbox');

export default async function InboxPage({ searchParams }: PageProps<'/desk/inbox'>) {
  await requireStaff('/desk/inbox');
  const query = inboxQuery.parse(await searchParams);
  const isNarrowed = query.show === 'unprocessed';
  const { rows, older, newer } = await readInbox(query);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
      <DeskHeading title="Webhook inbox" />
      <FilterLinks
        label="Events"
        links={[
          { href: '/desk/inbox', text: 'All', isHere: !isNarrowed },
          { href: '/desk/inbox?show=unprocessed', text: 'Not processed', isHere: isNarrowed },
        ]}
      />
      {rows.length === 0 ? (
        <EmptyState icon={<Inbox />} title="No events here">
          {isNarrowed
            ? 'Everything that Stripe told us has been processed.'
            : 'Stripe has not sent an event yet.'}
        </EmptyState>
      ) : (
        <EventTable events={rows} />
      )}
      <Pager
        path="/desk/inbox"
        query={isNarrowed ? { show: 'unprocessed' } : {}}
        older={older}
        newer={newer}
      />
    </div>
  );
}
