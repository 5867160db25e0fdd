import { clsx } from 'clsx';
import type { ReactNode } from 'react';
import { whole } from './said';

export function DescriptionList({
  className,
  children,
}: {
  className?: string | undefined;
  children: ReactNode;
}) {
  return (
    <dl className={clsx('divide-y divide-line border-y border-line', className)}>{children}</dl>
  );
}

export function DescriptionRow({
  term,
  strong = false,
  children,
}: {
  term: ReactNode;
  /** For the line that counts, such as a total. */
  strong?: boolean | undefined;
  children: ReactNode;
}) {
  return (
    <div
      className={clsx(
        'flex flex-wrap items-baseline justify-between gap-x-6 gap-y-0.5 py-2.5',
        strong && 'text-lg font-semibold',
      )}
    >
      <dt className={strong ? undefined : 'text-ink-muted'}>{whole(term)}</dt>
      <dd className="figures ml-auto min-w-0 text-right wrap-anywhere">{whole(children)}</dd>
    </div>
  );
}
