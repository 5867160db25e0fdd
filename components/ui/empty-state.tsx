import type { ReactNode } from 'react';
import { whole } from './said';

export function EmptyState({
  icon,
  title,
  children,
  action,
}: {
  icon?: ReactNode;
  title: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className="grid justify-items-center gap-3 rounded-sheet border border-dashed border-line-strong px-5 py-14 text-center">
      {icon ? (
        <div aria-hidden="true" className="text-ink-muted [&>svg]:size-8 [&>svg]:stroke-[1.5]">
          {icon}
        </div>
      ) : null}
      <h2 className="text-xl">{whole(title)}</h2>
      {children ? <div className="max-w-prose text-ink-muted">{whole(children)}</div> : null}
      {action ? <div className="mt-2 flex flex-wrap justify-center gap-2">{action}</div> : null}
    </div>
  );
}
