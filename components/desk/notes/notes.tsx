import type { Route } from 'next';
import Link from 'next/link';
import { LocalTime } from '@/components/site/local-time';
import { Said } from '@/components/ui/said';
import { noteWords } from '@/components/words/desk-person-words';
import type { DeskNote } from '@/lib/domain/desk-view';

/** What staff wrote down, with who and when; `isOfOrder` where the order is the page itself. */
export function Notes({
  notes,
  isOfOrder = false,
}: {
  notes: readonly DeskNote[];
  isOfOrder?: boolean;
}) {
  if (notes.length === 0) return <p className="text-ink-muted">{noteWords.none}</p>;
  return (
    <ul className="grid gap-3">
      {notes.map(({ id, text, staffEmail, createdAt, order }) => (
        <li key={id} className="grid max-w-prose gap-1 border-l-2 border-line-strong pl-3">
          <p className="wrap-anywhere" translate="no">
            {text || noteWords.emptied}
          </p>
          <p className="flex flex-wrap gap-x-3 text-sm text-ink-muted">
            <Said isName className="wrap-anywhere">
              {staffEmail}
            </Said>
            <LocalTime at={createdAt} />
            {order && !isOfOrder ? (
              <Link
                href={`/desk/orders/${order.id}` as Route}
                prefetch={false}
                className="inline-flex min-h-6 items-center underline underline-offset-4"
              >
                {order.reference}
              </Link>
            ) : null}
          </p>
        </li>
      ))}
    </ul>
  );
}
