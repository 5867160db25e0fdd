'use client';

import { Toast } from '@base-ui/react/toast';
import { clsx } from 'clsx';
import { X } from 'lucide-react';
import { useCallback } from 'react';
import type { ReactNode } from 'react';
import { whole } from './said';

/** Long enough to read a line and find "Undo" by keyboard; it also waits under pointer and focus. */
const SHOWN_FOR_MS = 8_000;

export type ToastTone = 'plain' | 'danger';

export type ToastMessage = {
  title: string;
  description?: string | undefined;
  tone?: ToastTone | undefined;
  /** One way back. The toast closes when it is taken. */
  action?: { label: string; onAction: () => void } | undefined;
  /** In ms; 0 keeps it until it is closed. */
  shownFor?: number | undefined;
  onClosed?: (() => void) | undefined;
};

export function ToastProvider({ children }: { children: ReactNode }) {
  return (
    <Toast.Provider timeout={SHOWN_FOR_MS}>
      {whole(children)}
      <Toast.Portal>
        <Toast.Viewport className="fixed inset-x-4 bottom-4 z-60 grid gap-2 sm:left-auto sm:w-96">
          <ToastList />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}

function ToastList() {
  const { toasts } = Toast.useToastManager();
  return toasts.map((toast) => (
    <Toast.Root
      key={toast.id}
      toast={toast}
      className={clsx(
        'rounded-sheet border bg-ink text-paper shadow-lifted transition duration-200 ease-settle',
        'data-ending-style:opacity-0 data-limited:hidden data-starting-style:translate-y-3 data-starting-style:opacity-0',
        toast.type === 'danger' ? 'border-danger' : 'border-ink',
      )}
    >
      <Toast.Content className="flex items-center gap-2 py-2 pr-2 pl-4">
        <div className="grid min-w-0 flex-1 py-1">
          <Toast.Title className="font-sans text-base leading-snug font-semibold tracking-normal">
            {whole(toast.title)}
          </Toast.Title>
          <Toast.Description className="text-sm opacity-80">
            {toast.description ? whole(toast.description) : null}
          </Toast.Description>
        </div>
        {toast.actionProps ? (
          <Toast.Action className="min-h-11 shrink-0 cursor-pointer rounded-control px-3 font-semibold underline underline-offset-4 hover:no-underline focus-visible:outline-paper" />
        ) : null}
        <Toast.Close
          aria-label="Dismiss"
          className="grid size-11 shrink-0 cursor-pointer place-items-center rounded-control opacity-80 hover:opacity-100 focus-visible:outline-paper"
        >
          <X aria-hidden="true" className="size-5" />
        </Toast.Close>
      </Toast.Content>
    </Toast.Root>
  ));
}

/** Returns a function that shows a toast and gives back how to close it early. */
export function useToast(): (message: ToastMessage) => () => void {
  const { add, close } = Toast.useToastManager();
  return useCallback(
    ({ title, description, tone = 'plain', action, shownFor, onClosed }: ToastMessage) => {
      const id = add({
        title,
        description,
        type: tone,
        // A failure interrupts; everything else waits until the reader has finished the sentence.
        priority: tone === 'danger' ? 'high' : 'low',
        timeout: shownFor,
        onClose: onClosed,
        actionProps: action
          ? {
              children: action.label,
              onClick: () => {
                action.onAction();
                close(id);
              },
            }
          : undefined,
      });
      return () => close(id);
    },
    [add, close],
  );
}
