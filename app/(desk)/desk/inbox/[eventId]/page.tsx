import { Link } from '@/components/ui/link';
import { notFound } from 'next/navigation';
import { DrawnFor } from '@/components/actions/drawn-for';
import { DeskHeading } from '@/components/desk/frame/desk-heading';
import { DeskSection } from '@/components/desk/frame/desk-section';
import { EventFacts } from '@/components/desk/inbox/event-facts';
import { Payload } from '@/components/desk/inbox/payload';
import { RetryEvent } from '@/components/desk/inbox/retry-event';
import { visibleText } from '@/components/words/visible-text';
import { requireStaff } from '@/lib/auth/session';
import { deskTitle } from '@/lib/desk/desk-title';
import { findDeskEvent } from '@/lib/desk/read-inbox';
import { retryEvent } from '../../actions';
import { Said } from '@/components/ui/said';

export const generateMetadata = deskTitle('event');

export default async function DeskEventPage({ params }: PageProps<'/desk/inbox/[eventId]'>) {
  const { eventId } = await params;
  const staff = await requireStaff('/desk/inbox');
  const event = await findDeskEvent(eventId);
  if (!event) notFound();

  return (
    <DrawnFor person={staff.id}>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-8">
        <DeskHeading
          eyebrow={
            <>
              <Link
                href="/desk/inbox"
                prefetch={false}
                className="inline-flex min-h-6 items-center underline underline-offset-4"
              >
                Inbox
              </Link>
              <Said>{' / '}</Said>
              <span className="break-all">{visibleText(event.stripeEventId)}</span>
            </>
          }
          title={visibleText(event.type)}
        />
        <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-x-10 gap-y-8 lg:grid-cols-[minmax(0,1fr)_20rem]">
          <aside aria-label="This event" className="lg:col-start-2 lg:row-start-1">
            <EventFacts event={event} />
          </aside>
          <div className="grid grid-cols-[minmax(0,1fr)] gap-8 lg:col-start-1 lg:row-start-1">
            <DeskSection title="What came of it">
              <RetryEvent
                stripeEventId={event.stripeEventId}
                isProcessed={event.state === 'processed'}
                note={event.note === null ? null : visibleText(event.note)}
                retryEvent={retryEvent.bind(null, staff.id)}
              />
            </DeskSection>
            <DeskSection title="Payload">
              <Payload payload={event.payload} />
            </DeskSection>
          </div>
        </div>
      </div>
    </DrawnFor>
  );
}
