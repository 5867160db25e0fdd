'use client';

import { X } from 'lucide-react';
import { useId, useLayoutEffect, useRef } from 'react';
import type { KeyboardEvent, ReactElement, ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { whole } from './said';

type SheetProps = {
  title: ReactNode;
  /** Read aloud together with the title when it opens. */
  description?: ReactNode;
  /** Called for Escape, and by the cross. Focus goes back to what had it. */
  onClose: () => void;
  /** Something is under way that closing would not stop. */
  staysOpen?: boolean | undefined;
  closeLabel: string;
  children: ReactElement;
};

/**
 * A form over the page: a sheet from below on a phone, a dialog elsewhere. Not the browser's own modal
 * dialog, which lies above everything else of a page: a bank's question, which Stripe.js lays over the page
 * while such a form waits, would be hidden by it and could not be answered.
 */
export function Sheet(props: SheetProps) {
  return createPortal(<Surface {...props} />, document.body);
}

function Surface({
  title,
  description,
  onClose,
  staysOpen = false,
  closeLabel,
  children,
}: SheetProps) {
  const cover = useRef<HTMLDivElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const titleId = useId();
  const descriptionId = useId();

  useLayoutEffect(() => {
    const opener = document.activeElement;
    const release = setAside(cover.current);
    heading.current?.focus();
    return () => {
      release();
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    };
  }, []);

  const close = () => {
    if (!staysOpen) onClose();
  };
  const onKeyDown = ({ key }: KeyboardEvent) => {
    if (key === 'Escape') close();
  };

  return (
    <div
      ref={cover}
      onKeyDown={onKeyDown}
      className="fixed inset-0 z-70 flex flex-col overflow-y-auto bg-[oklch(0.15_0.01_60/0.5)] pt-8 sm:p-6"
    >
      <div
        role="dialog"
        aria-modal="true"
        aria-labelledby={titleId}
        aria-describedby={description ? descriptionId : undefined}
        // Pushed down by a margin: what is higher than the screen could not be scrolled to otherwise.
        className="mt-auto grid w-full shrink-0 gap-5 rounded-t-sheet border border-line bg-sheet p-5 text-ink shadow-lifted transition duration-200 ease-settle sm:m-auto sm:max-w-lg sm:rounded-sheet sm:p-6 starting:translate-y-3 starting:opacity-0"
      >
        <div className="grid gap-2">
          <div className="flex items-start justify-between gap-4">
            <h2 id={titleId} ref={heading} tabIndex={-1} className="text-2xl">
              {whole(title)}
            </h2>
            <button
              type="button"
              aria-label={closeLabel}
              disabled={staysOpen}
              onClick={close}
              className="-mt-1.5 -mr-2 inline-flex size-11 shrink-0 cursor-pointer items-center justify-center rounded-control hover:bg-sunken disabled:cursor-default disabled:opacity-50"
            >
              <X aria-hidden="true" className="size-5" />
            </button>
          </div>
          {description ? (
            <div id={descriptionId} className="text-sm text-ink-muted">
              {whole(description)}
            </div>
          ) : null}
        </div>
        {children}
      </div>
    </div>
  );
}

/**
 * Keeps keyboard and readers out of the page behind, and the page from scrolling. What comes after it, such
 * as a bank's question, is left alone, and so are Stripe's own frames.
 */
function setAside(cover: HTMLElement | null): () => void {
  const behind = [...document.body.children].filter(
    (element): element is HTMLElement =>
      element instanceof HTMLElement &&
      element !== cover &&
      !element.inert &&
      !element.matches('iframe, script, dialog[open]'),
  );
  const { style } = document.documentElement;
  const { overflow } = style;
  for (const element of behind) element.inert = true;
  style.overflow = 'hidden';
  return () => {
    for (const element of behind) element.inert = false;
    style.overflow = overflow;
  };
}
