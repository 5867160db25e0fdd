import { clsx } from 'clsx';
import { CircleAlert } from 'lucide-react';
import { useId } from 'react';
import type { ComponentProps, ReactNode } from 'react';
import { whole } from './said';

type FieldProps = Omit<ComponentProps<'input'>, 'id'> & {
  name: string;
  label: ReactNode;
  hint?: ReactNode;
  /** Shown under the field and tied to it, so that it is read when focus arrives. */
  error?: ReactNode;
  /** Lies at the end of the field itself. */
  inside?: ReactNode;
};

export function Field({ label, hint, error, inside, className, required, ...input }: FieldProps) {
  const id = useId();
  const hintId = `${id}-hint`;
  const errorId = `${id}-error`;
  const wrong = Boolean(error);
  const describedBy = [wrong && errorId, hint && hintId, input['aria-describedby']]
    .filter(Boolean)
    .join(' ');

  return (
    <div className={clsx('grid gap-1.5', className)}>
      <label htmlFor={id} className="text-sm font-semibold">
        {whole(label)}
        {required === false ? (
          <span className="font-normal text-ink-muted"> (optional)</span>
        ) : null}
      </label>
      <span className="relative grid">
        <input
          {...input}
          id={id}
          required={required}
          aria-invalid={wrong || undefined}
          aria-describedby={describedBy || undefined}
          // 16 px at least: iOS zooms into a smaller field when it takes focus.
          className="min-h-11 w-full rounded-control border border-line-strong bg-sheet px-3 py-2 text-base text-ink placeholder:text-ink-muted hover:border-ink disabled:opacity-60 aria-invalid:border-danger aria-invalid:bg-danger-wash"
        />
        {whole(inside)}
      </span>
      {hint ? (
        <p id={hintId} className="text-sm text-ink-muted">
          {whole(hint)}
        </p>
      ) : null}
      {wrong ? (
        <p id={errorId} className="flex items-start gap-1.5 text-sm font-medium text-danger">
          <CircleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
          {whole(error)}
        </p>
      ) : null}
    </div>
  );
}
