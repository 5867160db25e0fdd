import type { ReactNode } from 'react';
import { whole } from '@/components/ui/said';

/** Smaller than the shop's: at the desk the rows are what counts. */
export function DeskHeading({
  title,
  eyebrow,
  actions,
}: {
  title: ReactNode;
  eyebrow?: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <div className="flex flex-wrap items-end justify-between gap-x-8 gap-y-3">
      <div className="grid min-w-0 gap-1">
        {eyebrow ? <div className="label text-ink-muted">{whole(eyebrow)}</div> : null}
        <h1 className="text-3xl wrap-anywhere">{whole(title)}</h1>
      </div>
      {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
    </div>
  );
}
