import { LocalTime } from '@/components/site/local-time';
import { dataText, plainWord } from '@/components/words/desk-words';
import type { DeskOrderView } from '@/lib/domain/desk-view';
import { DeskCell, DeskRow, DeskTable, Under, type Column } from '../table/desk-table';
import { Said } from '@/components/ui/said';
import { supportCode } from '@/lib/domain/support-code';
import { supportWords } from '@/components/words/support-words';

const columns: readonly Column[] = [
  { name: 'When' },
  { name: 'What' },
  { name: supportWords.code, onPhone: 'left out' },
];

/** The order's timeline as it was written down: plainer than what its buyer reads, and with all of it. */
export function OrderStory({ events }: { events: DeskOrderView['events'] }) {
  return (
    <DeskTable caption="What happened" columns={columns}>
      {events.map((event) => (
        <DeskRow key={event.id}>
          <DeskCell isHead>
            <LocalTime at={event.at} />
          </DeskCell>
          <DeskCell isText>
            <Said>{plainWord(event.type)}</Said>
            <Under>{dataText(event.data)}</Under>
          </DeskCell>
          <DeskCell>
            <code className="text-xs">
              {event.requestId === null ? '–' : supportCode(event.requestId)}
            </code>
          </DeskCell>
        </DeskRow>
      ))}
    </DeskTable>
  );
}
