'use client';

import { clsx } from 'clsx';
import type { ComponentProps, MouseEvent } from 'react';
import { useFormStatus } from 'react-dom';
import { buttonStyle } from './button-style';
import type { ButtonLook } from './button-style';
import { Said, whole } from './said';
import { Spinner } from './spinner';

export type ButtonProps = ComponentProps<'button'> &
  ButtonLook & {
    /** Ignores further clicks; after 400 ms what happens lies over the label, which keeps its place. */
    pending?: boolean | undefined;
    /** What happens while it is pending, such as "Paying…": shown, and read aloud. */
    pendingLabel?: string | undefined;
  };

export function Button({
  variant,
  size,
  wide,
  pending: isBusy = false,
  pendingLabel,
  className,
  children,
  onClick,
  type = 'button',
  ...rest
}: ButtonProps) {
  // A form that calls its action by itself knows that it waits; others say so.
  const { pending: isSending } = useFormStatus();
  const pending = isBusy || (type === 'submit' && isSending);
  // aria-disabled rather than disabled: a disabled button drops the focus, and whoever pressed
  // Enter would find themselves at the top of the page. Implicit submission clicks the button
  // too, so this one guard covers mouse, Space and Enter.
  const guard = (event: MouseEvent<HTMLButtonElement>) => {
    if (pending) event.preventDefault();
    else onClick?.(event);
  };

  return (
    <>
      <button
        {...rest}
        type={type}
        onClick={guard}
        aria-disabled={pending || rest['aria-disabled']}
        data-pending={pending || undefined}
        className={clsx(buttonStyle({ variant, size, wide }), className)}
      >
        <span
          className={clsx(
            'inline-flex min-w-0 items-center justify-center gap-2',
            pending && 'animate-late-out',
          )}
        >
          {whole(children)}
        </span>
        {pending ? (
          // Hidden from the ear, which is told by the status below. Where there is no room, the word stays.
          <span
            aria-hidden="true"
            className="absolute inset-0 flex animate-late-in items-center justify-center gap-2 overflow-hidden px-2"
          >
            <Spinner className={pendingLabel === undefined ? undefined : 'min-w-0 shrink-999'} />
            {pendingLabel === undefined ? null : <Said className="truncate">{pendingLabel}</Said>}
          </span>
        ) : null}
      </button>
      {pendingLabel === undefined ? null : (
        <span role="status" className="sr-only">
          {pending ? pendingLabel : ''}
        </span>
      )}
    </>
  );
}
