import { LocalTime } from '@/components/site/local-time';
import { Badge } from '@/components/ui/badge';
import { DeskCell, DeskRow, DeskTable } from './desk-table';

type DeskInboxProps = {
  events: readonly {
    stripeEventId: string;
    type: string;
    receivedAt: number;
    processedAt: number | null;
    note: string | null;
    tries: number;
  }[];
};

/** What Stripe told us, and what came of it. */
export function DeskInbox({ events }: DeskInboxProps) {
  return (
    <DeskTable
      caption="Webhook inbox"
      columns={['Event', 'Type', 'Received', 'State', 'Tries', 'Note']}
      isEmpty={events.length === 0}
      empty="Stripe has not sent an event yet."
    >
      {events.map((event) => (
        <DeskRow key={event.stripeEventId}>
          <DeskCell>{event.stripeEventId}</DeskCell>
          <DeskCell>{event.type}</DeskCell>
          <DeskCell>
            <LocalTime at={event.receivedAt} />
          </DeskCell>
          <DeskCell>
            {event.processedAt === null ? (
              <Badge tone="warning">Waiting</Badge>
            ) : (
              <Badge tone="success">Processed</Badge>
            )}
          </DeskCell>
          <DeskCell>{event.tries}</DeskCell>
          <DeskCell>{event.note}</DeskCell>
        </DeskRow>
      ))}
    </DeskTable>
  );
}
