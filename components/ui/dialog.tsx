'use client';

import { AlertDialog } from '@base-ui/react/alert-dialog';
import { clsx } from 'clsx';
import type { ReactElement, ReactNode, RefObject } from 'react';
import { whole } from './said';

type DialogProps = {
  title: ReactNode;
  /** Read aloud together with the title when the dialog opens. */
  description?: ReactNode;
  /** The button that opens it. Focus comes back to it. */
  trigger?: ReactElement | undefined;
  open?: boolean | undefined;
  onOpenChange?: ((open: boolean) => void) | undefined;
  /** Where focus goes when the opener is gone, as after removing the very row it stood in. */
  finalFocus?: RefObject<HTMLElement | null> | undefined;
  /** The least harmful choice, if it is not the first one. */
  initialFocus?: RefObject<HTMLElement | null> | undefined;
  /** `wide` leaves room for a form or a bank's page in a frame. */
  width?: 'narrow' | 'wide' | undefined;
  children?: ReactNode;
  /** Buttons; wrap one in `DialogClose` to make it close. On a phone the last one is on top. */
  actions?: ReactNode;
};

export function Dialog({
  title,
  description,
  trigger,
  open,
  onOpenChange,
  finalFocus,
  initialFocus,
  width = 'narrow',
  children,
  actions,
}: DialogProps) {
  return (
    <AlertDialog.Root
      {...(open === undefined ? {} : { open })}
      onOpenChange={(next) => onOpenChange?.(next)}
    >
      {trigger ? <AlertDialog.Trigger render={trigger} /> : null}
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className="fixed inset-0 z-40 bg-[oklch(0.15_0.01_60/0.5)] transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <AlertDialog.Viewport className="fixed inset-0 z-50 grid items-end justify-items-center overflow-y-auto p-4 sm:items-center">
          <AlertDialog.Popup
            finalFocus={finalFocus ?? true}
            initialFocus={initialFocus ?? true}
            className={clsx(
              'grid w-full gap-4 rounded-sheet border border-line bg-sheet p-5 shadow-lifted transition duration-200 ease-settle sm:p-6',
              'data-ending-style:translate-y-2 data-ending-style:opacity-0 data-starting-style:translate-y-3 data-starting-style:opacity-0',
              width === 'wide' ? 'max-w-2xl' : 'max-w-md',
            )}
          >
            <AlertDialog.Title className="text-2xl">{whole(title)}</AlertDialog.Title>
            {description ? (
              <AlertDialog.Description render={<div />} className="text-ink-muted">
                {whole(description)}
              </AlertDialog.Description>
            ) : null}
            {whole(children)}
            {actions ? (
              <div className="mt-1 flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
                {actions}
              </div>
            ) : null}
          </AlertDialog.Popup>
        </AlertDialog.Viewport>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}

/** `<DialogClose render={<Button>Keep it</Button>} />` */
export function DialogClose({ render }: { render: ReactElement }) {
  return <AlertDialog.Close render={render} />;
}
