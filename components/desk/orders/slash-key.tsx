'use client';

import { useEffect, useSyncExternalStore } from 'react';
import { searchWords } from '@/components/words/desk-person-words';

const KEPT = 'cardkeep:desk-slash-key';
const CHANGED = 'cardkeep:desk-slash-key-changed';

const isOn = () => localStorage.getItem(KEPT) !== 'off';

function listen(changed: () => void): () => void {
  window.addEventListener(CHANGED, changed);
  window.addEventListener('storage', changed);
  return () => {
    window.removeEventListener(CHANGED, changed);
    window.removeEventListener('storage', changed);
  };
}

const TYPED_INTO = 'input, textarea, select, [contenteditable], dialog';

/**
 * Leads to the search by the key `/`, and says so. A key alone is pressed by accident by some, and by
 * what writes down what they say: it can be switched off (WCAG 2.1.4), in this browser.
 */
export function SlashKey({ inputId }: { inputId: string }) {
  const on = useSyncExternalStore(listen, isOn, () => true);
  useEffect(() => {
    if (!on) return;
    const lead = (event: KeyboardEvent) => {
      const { key, ctrlKey, metaKey, altKey, target } = event;
      if (key !== '/' || ctrlKey || metaKey || altKey || event.defaultPrevented) return;
      if (target instanceof Element && target.closest(TYPED_INTO)) return;
      const input = document.getElementById(inputId);
      if (!input) return;
      event.preventDefault();
      input.focus();
    };
    document.addEventListener('keydown', lead);
    return () => document.removeEventListener('keydown', lead);
  }, [on, inputId]);
  const turn = () => {
    localStorage.setItem(KEPT, on ? 'off' : 'on');
    window.dispatchEvent(new Event(CHANGED));
  };
  return (
    <p className="flex flex-wrap items-center gap-x-3 text-sm text-ink-muted max-sm:hidden">
      {on ? <span>{searchWords.key}</span> : null}
      <button
        type="button"
        onClick={turn}
        className="inline-flex min-h-6 cursor-pointer items-center underline underline-offset-4"
      >
        {on ? searchWords.keyOff : searchWords.keyOn}
      </button>
    </p>
  );
}
