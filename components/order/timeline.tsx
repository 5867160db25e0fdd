import { LocalTime } from '@/components/site/local-time';
import { SupportCode } from '@/components/site/support-code';
import { timelineText } from '@/components/words/timeline-words';
import type { OrderView } from '@/lib/domain/order-view';
import { supportCode } from '@/lib/domain/support-code';
import { Said } from '@/components/ui/said';

/** What happened, and the code that leads to what the log has of the last of it. */
export function Timeline({ events }: { events: OrderView['events'] }) {
  const requestId = events.findLast((event) => event.requestId !== null)?.requestId ?? null;
  return (
    <>
      <ol className="grid border-l border-line">
        {events.map((event) => (
          <li key={event.id} className="relative grid gap-0.5 pb-5 pl-5 last:pb-0">
            <span
              aria-hidden="true"
              className="absolute top-2 -left-[4.5px] size-2 rounded-full bg-line-strong"
            />
            <p className="font-medium">
              <Said>{timelineText(event.type, event.data)}</Said>
            </p>
            <p className="text-sm text-ink-muted">
              <LocalTime at={event.at} />
            </p>
          </li>
        ))}
      </ol>
      {requestId === null ? null : <SupportCode code={supportCode(requestId)} />}
    </>
  );
}
