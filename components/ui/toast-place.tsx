'use client';

import { clsx } from 'clsx';
import { X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { FocusEvent, KeyboardEvent } from 'react';
import { whole } from './said';

/** Long enough to read a line and find "Undo" by keyboard; it also waits under pointer and focus. */
const SHOWN_FOR_MS = 8_000;

export type ToastMessage = {
  title: string;
  description?: string | undefined;
  /** `danger` interrupts; everything else waits until the reader has finished the sentence. */
  tone?: 'plain' | 'danger' | undefined;
  /** One way back. The toast closes when it is taken. */
  action?: { label: string; onAction: () => void } | undefined;
  /** In ms; 0 keeps it until it is closed. */
  shownFor?: number | undefined;
};

export type ShownToast = ToastMessage & { id: number };

type ToastPlaceProps = {
  toast: ShownToast | null;
  /** Keep it the same: the time of a toast begins anew with another one. */
  onClose: (id: number) => void;
};

/** Always there, or nobody would be read the first. F6 leads to it, as to a browser's own bars. */
export function ToastPlace({ toast, onClose }: ToastPlaceProps) {
  const list = useRef<HTMLElement>(null);
  const cameFrom = useRef<HTMLElement | null>(null);
  const [isUnderPointer, setUnderPointer] = useState(false);
  const [hasFocus, setHasFocus] = useState(false);
  const isEmpty = toast === null;

  useEffect(() => {
    if (isEmpty) return;
    const jump = (event: globalThis.KeyboardEvent) => {
      if (event.key !== 'F6' || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      list.current?.focus();
    };
    window.addEventListener('keydown', jump);
    return () => window.removeEventListener('keydown', jump);
  }, [isEmpty]);

  const close = (id: number) => {
    // What goes takes the focus along, and whoever had it would find themselves at the page's top.
    if (list.current?.contains(document.activeElement)) {
      if (cameFrom.current?.isConnected) cameFrom.current.focus();
      else list.current.focus();
    }
    // The pointer is not told that what it was on has gone.
    setUnderPointer(false);
    onClose(id);
  };

  return (
    <section
      ref={list}
      aria-label="Notifications"
      aria-live="polite"
      aria-relevant="additions"
      tabIndex={-1}
      onPointerEnter={() => setUnderPointer(true)}
      onPointerLeave={() => setUnderPointer(false)}
      onFocus={({ relatedTarget }: FocusEvent<HTMLElement, HTMLElement>) => {
        if (!list.current?.contains(relatedTarget)) cameFrom.current = relatedTarget;
        setHasFocus(true);
      }}
      onBlur={({ relatedTarget }) => {
        if (!list.current?.contains(relatedTarget)) setHasFocus(false);
      }}
      className="fixed inset-x-4 bottom-4 z-60 sm:left-auto sm:w-96"
    >
      <ul>
        {toast ? (
          <li key={toast.id}>
            <Toast toast={toast} isPaused={isUnderPointer || hasFocus} onClose={close} />
          </li>
        ) : null}
      </ul>
    </section>
  );
}

type ToastProps = { toast: ShownToast; isPaused: boolean; onClose: (id: number) => void };

function Toast({ toast, isPaused, onClose }: ToastProps) {
  const { id, title, description, tone, action, shownFor = SHOWN_FOR_MS } = toast;
  const close = () => onClose(id);
  useWhenOver(shownFor, isPaused, close);
  return (
    <div
      role={tone === 'danger' ? 'alert' : undefined}
      onKeyDown={(event: KeyboardEvent) => {
        if (event.key === 'Escape') close();
      }}
      className={clsx(
        'flex items-center gap-2 rounded-sheet border bg-ink py-2 pr-2 pl-4 text-paper shadow-lifted',
        'transition duration-200 ease-settle starting:translate-y-3 starting:opacity-0',
        tone === 'danger' ? 'border-danger' : 'border-ink',
      )}
    >
      <div className="grid min-w-0 flex-1 py-1">
        <p className="leading-snug font-semibold">{whole(title)}</p>
        {description ? <p className="text-sm opacity-80">{whole(description)}</p> : null}
      </div>
      {action ? (
        <button
          type="button"
          onClick={() => {
            action.onAction();
            close();
          }}
          className="min-h-11 shrink-0 cursor-pointer rounded-control px-3 font-semibold underline underline-offset-4 hover:no-underline focus-visible:outline-paper"
        >
          {whole(action.label)}
        </button>
      ) : null}
      <button
        type="button"
        aria-label="Dismiss"
        onClick={close}
        className="grid size-11 shrink-0 cursor-pointer place-items-center rounded-control opacity-80 hover:opacity-100 focus-visible:outline-paper"
      >
        <X aria-hidden="true" className="size-5" />
      </button>
    </div>
  );
}

/** Calls back once so much time has passed without a pause; 0 is never. */
function useWhenOver(ms: number, isPaused: boolean, callBack: () => void) {
  const left = useRef(ms);
  const latest = useRef(callBack);
  useEffect(() => {
    latest.current = callBack;
  });
  useEffect(() => {
    if (isPaused || ms === 0) return;
    const begun = Date.now();
    const timer = setTimeout(() => latest.current(), left.current);
    return () => {
      clearTimeout(timer);
      left.current -= Date.now() - begun;
    };
  }, [ms, isPaused]);
}
