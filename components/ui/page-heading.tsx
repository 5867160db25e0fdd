import { clsx } from 'clsx';
import type { ReactNode } from 'react';
import { whole } from './said';

export function PageHeading({
  title,
  eyebrow,
  lead,
  actions,
  className = 'pb-8',
}: {
  title: ReactNode;
  /** A line above, such as a number or a way back. */
  eyebrow?: ReactNode;
  lead?: ReactNode;
  actions?: ReactNode;
  /** The room below it, where that is another. */
  className?: string;
}) {
  return (
    <div className={clsx('flex flex-wrap items-end justify-between gap-x-8 gap-y-4', className)}>
      <div className="grid min-w-0 gap-2">
        {eyebrow ? <div className="label text-ink-muted">{whole(eyebrow)}</div> : null}
        <h1 className="text-4xl sm:text-5xl">{whole(title)}</h1>
        {lead ? <div className="max-w-prose text-lg text-ink-muted">{whole(lead)}</div> : null}
      </div>
      {actions ? <div className="flex flex-wrap gap-2">{actions}</div> : null}
    </div>
  );
}
