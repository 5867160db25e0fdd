import { clsx } from 'clsx';
import { useId } from 'react';
import type { ComponentProps, ReactNode } from 'react';
import { whole } from './said';

type SelectProps = Omit<ComponentProps<'select'>, 'id'> & {
  name: string;
  label: ReactNode;
  /** On a phone the label stands beside the list, and no line above it. */
  isBeside?: boolean;
};

/** The browser's own list: it opens as the reader's device does it. */
export function Select({ label, isBeside = false, children, ...select }: SelectProps) {
  const id = useId();
  return (
    <div
      className={clsx(
        'grid gap-1.5',
        isBeside && 'max-md:grid-cols-[auto_minmax(0,1fr)] max-md:items-center max-md:gap-x-3',
      )}
    >
      <label htmlFor={id} className="text-sm font-semibold">
        {whole(label)}
      </label>
      <select
        {...select}
        id={id}
        className="min-h-11 w-full rounded-control border border-line-strong bg-sheet px-3 py-2 text-base text-ink hover:border-ink"
      >
        {children}
      </select>
    </div>
  );
}
