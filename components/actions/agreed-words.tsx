'use client';

import { useSyncExternalStore } from 'react';
import { hasNumbersOf } from './numbers-in';

let renewals = 0;
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

type AgreedWordsProps = {
  /** One string, as in <Said>. */
  children: string;
  className?: string | undefined;
};

/**
 * Words that say what somebody agrees to: how much, which card, when. The element keeps what it was
 * made to say, and a press is sent only while it stands on the page (`agreedWordsStand`).
 */
export function AgreedWords({ children, className }: AgreedWordsProps) {
  const renewal = useSyncExternalStore(
    subscribe,
    () => renewals,
    () => 0,
  );
  return (
    <span key={`${renewal} ${children}`} data-agreed={children} className={className}>
      {children}
    </span>
  );
}

/** Puts new elements in the place of all agreed words: what something else made of them is gone. */
export function renewAgreedWords(): void {
  renewals += 1;
  for (const listener of listeners) listener();
}

/**
 * Whether all of these words are what the page says at this moment. A translation may have put them
 * into another language; the numbers in them must be there all the same.
 */
export function agreedWordsStand(words: readonly string[]): boolean {
  const said = [...document.querySelectorAll<HTMLElement>('[data-agreed]')];
  return words.every((each) =>
    said.some(
      (element) =>
        element.dataset.agreed === each &&
        // Browsers older than 2024 cannot tell.
        (element.checkVisibility?.() ?? true) &&
        hasNumbersOf(each, element.textContent),
    ),
  );
}
