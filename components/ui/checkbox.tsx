import { clsx } from 'clsx';
import { useId } from 'react';
import type { ComponentProps, ReactNode } from 'react';
import { whole } from './said';

type CheckboxProps = Omit<ComponentProps<'input'>, 'id' | 'type'> & {
  label: ReactNode;
  hint?: ReactNode;
};

/** A native checkbox: it submits with its form and works before any script has arrived. */
export function Checkbox({ label, hint, className, ...input }: CheckboxProps) {
  const id = useId();
  const hintId = `${id}-hint`;

  return (
    <div className={clsx('grid grid-cols-[1.5rem_1fr] items-start gap-x-2.5', className)}>
      <span className="relative grid size-6 place-items-center pointer-coarse:my-2.5 max-sm:my-2.5">
        <input
          {...input}
          id={id}
          type="checkbox"
          aria-describedby={hint ? hintId : undefined}
          className="peer size-5 appearance-none rounded-control border border-line-strong bg-sheet checked:border-accent checked:bg-accent hover:border-ink disabled:opacity-50"
        />
        <svg
          viewBox="0 0 20 20"
          aria-hidden="true"
          fill="none"
          stroke="currentColor"
          strokeWidth="2.5"
          strokeLinecap="square"
          className="pointer-events-none absolute size-4 text-on-accent opacity-0 peer-checked:opacity-100"
        >
          <path d="m4.5 10.5 3.5 3.5 7.5-8" />
        </svg>
      </span>
      <label htmlFor={id} className="py-0.5 leading-snug pointer-coarse:py-3 max-sm:py-3">
        {whole(label)}
      </label>
      {hint ? (
        <p id={hintId} className="col-start-2 text-sm text-ink-muted">
          {whole(hint)}
        </p>
      ) : null}
    </div>
  );
}
