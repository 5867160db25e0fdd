import { LocalTime } from '@/components/site/local-time';
import { Badge } from '@/components/ui/badge';
import { durationText, spacedName } from '@/components/words/desk-words';
import type { DeskRun } from '@/lib/domain/desk-view';
import { DeskCell, DeskRow, DeskTable, Under, type Column } from '../table/desk-table';
import { Said } from '@/components/ui/said';

const columns: readonly Column[] = [
  { name: 'Began' },
  { name: 'Result' },
  { name: 'By' },
  { name: 'What it did' },
];

export function RunTable({ runs }: { runs: readonly DeskRun[] }) {
  return (
    <DeskTable caption="Reconciliations" columns={columns}>
      {runs.map((run) => (
        <DeskRow key={run.id}>
          <DeskCell isHead>
            <LocalTime at={run.startedAt} />
          </DeskCell>
          <DeskCell>
            <RunResult run={run} />
            {run.finishedAt === null ? null : (
              <Under>{`took ${durationText(run.finishedAt - run.startedAt)}`}</Under>
            )}
          </DeskCell>
          <DeskCell>{run.startedBy === 'timer' ? 'Timer' : 'Command'}</DeskCell>
          <DeskCell isText>
            <RunSteps run={run} />
          </DeskCell>
        </DeskRow>
      ))}
    </DeskTable>
  );
}

export function RunResult({ run }: { run: DeskRun }) {
  if (run.error !== null || run.steps.some(({ error }) => error !== null)) {
    return <Badge tone="danger">Failed</Badge>;
  }
  if (run.finishedAt === null) return <Badge tone="info">Not finished</Badge>;
  return <Badge tone="success">Done</Badge>;
}

/** Only steps that found something to do, and those that failed. */
function RunSteps({ run: { steps, error } }: { run: DeskRun }) {
  const lines = steps
    .map((step) => ({ ...step, did: Object.entries(step.counts).filter(([, n]) => n > 0) }))
    .filter((step) => step.error !== null || step.did.length > 0);
  return (
    <>
      {error === null ? null : <span className="block text-danger">{error}</span>}
      {lines.map((line) => (
        <span key={line.step} className="block">
          <Said>
            {line.did.length > 0
              ? `${line.step}: ${line.did.map(([what, n]) => `${n} ${spacedName(what)}`).join(', ')}`
              : line.step}
          </Said>
          {line.error === null ? null : <span className="block text-danger">{line.error}</span>}
        </span>
      ))}
      {error === null && lines.length === 0 ? (
        <span className="text-ink-muted">Nothing to do</span>
      ) : null}
    </>
  );
}
