import type { Route } from 'next';
import Link from 'next/link';
import { LocalTime } from '@/components/site/local-time';
import { Said } from '@/components/ui/said';
import type { DeskJustSent } from '@/lib/domain/desk-view';
import { TrackLink } from '@/components/order/sending-text';
import { sendTexts } from '@/components/words/send-words';
import { UndoSending, type UndoSendingAction } from '../order/undo-sending';

type JustSentProps = { orders: readonly DeskJustSent[]; undoSending: UndoSendingAction };

/** What was marked as sent in the last minutes, and can be undone until its buyers are written to. */
export function JustSent({ orders, undoSending }: JustSentProps) {
  return (
    <ul className="border-t border-line-strong text-sm">
      {orders.map(({ id, reference, title, trackingUrl, undoUntil }) => (
        <li
          key={id}
          className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-b border-line py-2"
        >
          <span className="flex flex-wrap items-baseline gap-x-2">
            <Link
              href={`/desk/orders/${id}` as Route}
              prefetch={false}
              className="inline-flex min-h-6 items-center font-semibold underline underline-offset-4"
            >
              {reference}
            </Link>
            <Said isName>{title}</Said>
            {trackingUrl === null ? null : <TrackLink trackingUrl={trackingUrl} />}
          </span>
          <span className="flex flex-wrap items-center gap-3 text-ink-muted">
            <span>
              <Said>{sendTexts.until}</Said> <LocalTime at={undoUntil} />
            </span>
            <UndoSending orderId={id} about={reference} undoSending={undoSending} />
          </span>
        </li>
      ))}
    </ul>
  );
}
