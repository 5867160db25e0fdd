import { clsx } from 'clsx';
import type { ComponentProps, ReactNode } from 'react';
import { whole } from './said';

type RadioCardGroupProps = {
  legend: ReactNode;
  /** Where a heading nearby already says it: still read aloud, not shown. */
  legendHidden?: boolean | undefined;
  className?: string | undefined;
  children: ReactNode;
};

export function RadioCardGroup({
  legend,
  legendHidden = false,
  className,
  children,
}: RadioCardGroupProps) {
  return (
    <fieldset className={clsx('min-w-0', className)}>
      <legend className={legendHidden ? 'sr-only' : 'mb-2 text-sm font-semibold'}>
        {whole(legend)}
      </legend>
      {/* One sheet with rules between the choices; a chosen one lies on top of its neighbours. */}
      <div className="grid -space-y-px">{children}</div>
    </fieldset>
  );
}

type RadioCardProps = Omit<ComponentProps<'input'>, 'type' | 'children'> & {
  name: string;
  value: string;
  children: ReactNode;
  /** Called when somebody comes near it, by pointer or keyboard: what choosing it needs can begin to load. */
  onNear?: (() => void) | undefined;
  /** Right-hand side: a badge, a mark. */
  aside?: ReactNode;
  /** Opens under the choice while it is chosen, such as the form for a new card. */
  panel?: ReactNode;
  /** Hides the panel and keeps it there: what was typed in it is not lost by looking elsewhere. */
  panelHidden?: boolean | undefined;
};

/** The browser's own radio buttons: arrow keys, required and form data come with them. */
export function RadioCard({
  children,
  aside,
  panel,
  panelHidden,
  onNear,
  className,
  ...input
}: RadioCardProps) {
  return (
    <div
      className={clsx(
        'relative border border-line bg-sheet first:rounded-t-sheet last:rounded-b-sheet has-checked:z-1 has-checked:border-ink has-disabled:opacity-60',
        className,
      )}
    >
      <label
        onPointerOver={onNear}
        onTouchStart={onNear}
        onFocus={onNear}
        className="flex min-h-14 cursor-pointer items-center gap-3 px-4 py-3 has-disabled:cursor-default"
      >
        <input
          {...input}
          type="radio"
          className="size-5 shrink-0 appearance-none rounded-full border border-line-strong bg-sheet checked:border-6 checked:border-accent hover:not-checked:border-ink"
        />
        <span className="flex min-w-0 flex-1 flex-wrap items-center gap-x-3 gap-y-1">
          <span className="min-w-0 flex-1">{whole(children)}</span>
          {aside ? <span className="shrink-0">{whole(aside)}</span> : null}
        </span>
      </label>
      {panel ? (
        <div hidden={panelHidden} className="px-4 pb-4 sm:pl-12">
          {panel}
        </div>
      ) : null}
    </div>
  );
}
