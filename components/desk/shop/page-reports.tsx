import { LocalTime } from '@/components/site/local-time';
import { Said } from '@/components/ui/said';
import type { CountedReport } from '@/lib/domain/page-report';
import { DeskSection } from '../frame/desk-section';
import { DeskCell, DeskRow, DeskTable, type Column } from '../table/desk-table';

const columns: readonly Column[] = [
  { name: 'Last told' },
  { name: 'Page' },
  { name: 'What was blocked' },
  { name: 'By' },
  { name: 'Reports', isNumber: true },
];

/** What browsers say that pages were not allowed to load or run. */
export function PageReports({ reports }: { reports: readonly CountedReport[] }) {
  return (
    <DeskSection title="Blocked on our pages">
      <p className="max-w-prose text-sm text-ink-muted">
        <Said>
          {reports.length === 0
            ? 'In the last thirty days no browser has told of anything that a page was not allowed to load or run.'
            : 'A sample of what browsers tell. Extensions of a buyer’s browser come up here, too; a script on the checkout or the wallet that nobody knows wants a look at once.'}
        </Said>
      </p>
      {reports.length === 0 ? null : (
        <DeskTable caption="Blocked on our pages" columns={columns}>
          {reports.map(({ directive, blocked, page, count, lastAt }) => (
            <DeskRow key={`${directive} ${blocked} ${page}`}>
              <DeskCell isHead>
                <LocalTime at={lastAt} />
              </DeskCell>
              <DeskCell>
                <Said isName>{page}</Said>
              </DeskCell>
              <DeskCell isText>
                <Said isName>{blocked}</Said>
              </DeskCell>
              <DeskCell>
                <Said isName>{directive}</Said>
              </DeskCell>
              <DeskCell isNumber>{count.toLocaleString('en')}</DeskCell>
            </DeskRow>
          ))}
        </DeskTable>
      )}
    </DeskSection>
  );
}
