import { LocalTime } from '@/components/site/local-time';
import { timelineText } from '@/components/words/timeline-words';
import type { OrderView } from '@/lib/domain/order-view';
import { Said } from '@/components/ui/said';

export function Timeline({ events }: { events: OrderView['events'] }) {
  return (
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
            {event.requestId ? (
              <span className="block text-xs break-all">
                <abbr title="To quote when you write to us" className="no-underline">
                  Request
                </abbr>{' '}
                <Said isName>{event.requestId}</Said>
              </span>
            ) : null}
          </p>
        </li>
      ))}
    </ol>
  );
}
