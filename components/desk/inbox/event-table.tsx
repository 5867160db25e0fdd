import { LocalTime } from '@/components/site/local-time';
import { Badge } from '@/components/ui/badge';
import { inboxWords } from '@/components/words/desk-words';
import { visibleText } from '@/components/words/visible-text';
import type { DeskEventRow } from '@/lib/domain/desk-view';
import { addressPart } from '@/lib/domain/address-part';
import { DeskCell, DeskRow, DeskTable, type Column } from '../table/desk-table';
import { RowLink } from '../table/row-link';

const columns: readonly Column[] = [
  { name: 'Type' },
  { name: 'State' },
  { name: 'Tries', isNumber: true, onPhone: 'named' },
  { name: 'Received' },
  { name: 'Next try', onPhone: 'named' },
  { name: 'What came of it' },
];

export function EventTable({ events }: { events: readonly DeskEventRow[] }) {
  return (
    <DeskTable caption="Webhook events" columns={columns}>
      {events.map((event) => (
        <DeskRow key={event.stripeEventId}>
          <DeskCell isHead>
            <RowLink href={`/desk/inbox/${addressPart(event.stripeEventId)}`}>
              {visibleText(event.type)}
            </RowLink>
          </DeskCell>
          <DeskCell>
            <Badge tone={inboxWords[event.state].tone}>{inboxWords[event.state].text}</Badge>
          </DeskCell>
          <DeskCell isNumber>{event.tries}</DeskCell>
          <DeskCell>
            <LocalTime at={event.receivedAt} />
          </DeskCell>
          <DeskCell>{event.nextTryAt === null ? '–' : <LocalTime at={event.nextTryAt} />}</DeskCell>
          <DeskCell isText>
            <span className="line-clamp-2">
              {event.note === null ? null : visibleText(event.note)}
            </span>
          </DeskCell>
        </DeskRow>
      ))}
    </DeskTable>
  );
}
