'use client';

import { clsx } from 'clsx';
import { cloneElement, createContext, useContext, useId, useLayoutEffect, useRef } from 'react';
import type { ComponentProps, MouseEvent, ReactElement, ReactNode, RefObject } from 'react';
import { createPortal } from 'react-dom';
import { whole } from './said';
import { useClearToasts } from './toast';

type ButtonElement = ReactElement<ComponentProps<'button'>>;

type DialogProps = {
  title: ReactNode;
  /** Read aloud together with the title when the dialog opens. */
  description?: ReactNode;
  /** The button that opens it. Focus comes back to it. */
  trigger?: ButtonElement | undefined;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** The least harmful choice, if it is not the first one. */
  initialFocus?: RefObject<HTMLElement | null> | undefined;
  children?: ReactNode;
  /** Buttons; wrap one in `DialogClose` to make it close. On a phone the last one is on top. */
  actions?: ReactNode;
};

const Close = createContext<() => void>(() => undefined);

/** A question that is answered before anything else: the browser's own modal dialog. */
export function Dialog({ trigger, open, onOpenChange, ...surface }: DialogProps) {
  const show = ({ currentTarget }: MouseEvent<HTMLButtonElement>) => {
    // Safari gives a pressed button no focus, and a dialog gives back only what was there.
    currentTarget.focus();
    onOpenChange(true);
  };
  return (
    <>
      {trigger
        ? cloneElement(trigger, {
            onClick: show,
            'aria-haspopup': 'dialog',
            'aria-expanded': open,
          })
        : null}
      {open
        ? // Out of what it was asked in: a form must not stand in a form, nor words in a table's row.
          createPortal(<Surface {...surface} onClose={() => onOpenChange(false)} />, document.body)
        : null}
    </>
  );
}

type SurfaceProps = Omit<DialogProps, 'trigger' | 'open' | 'onOpenChange'> & {
  onClose: () => void;
};

function Surface({ title, description, initialFocus, children, actions, onClose }: SurfaceProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const descriptionId = useId();
  const clearToasts = useClearToasts();

  useLayoutEffect(() => clearToasts(), [clearToasts]);
  useLayoutEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    initialFocus?.current?.focus();
    // While it still stands in the page: closing is what gives the focus back.
    return () => shown?.close();
  }, [initialFocus]);

  return (
    <dialog
      ref={dialog}
      role="alertdialog"
      aria-labelledby={titleId}
      aria-describedby={description ? descriptionId : undefined}
      onCancel={(event) => {
        // Whether it is there is our state's to say.
        event.preventDefault();
        onClose();
      }}
      // Pressed again, Escape closes it without having asked. Told late, it may be open anew.
      onClose={({ currentTarget }) => {
        if (!currentTarget.open) onClose();
      }}
      className={clsx(
        'mx-auto mt-auto mb-4 grid max-h-[calc(100dvh-2rem)] w-[calc(100%-2rem)] max-w-md gap-4 overflow-y-auto rounded-sheet border border-line bg-sheet p-5 text-ink shadow-lifted sm:my-auto sm:p-6',
        'transition duration-200 ease-settle starting:translate-y-3 starting:opacity-0',
        'backdrop:bg-[oklch(0.15_0.01_60/0.5)]',
      )}
    >
      <Close value={onClose}>
        <h2 id={titleId} className="text-2xl">
          {whole(title)}
        </h2>
        {description ? (
          <div id={descriptionId} className="text-ink-muted">
            {whole(description)}
          </div>
        ) : null}
        {whole(children)}
        {actions ? (
          <div className="mt-1 flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
            {actions}
          </div>
        ) : null}
      </Close>
    </dialog>
  );
}

/** `<DialogClose render={<Button>Keep it</Button>} />` */
export function DialogClose({ render }: { render: ButtonElement }) {
  return cloneElement(render, { onClick: useContext(Close) });
}
