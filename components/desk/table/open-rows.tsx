'use client';

import { useEffect, useRef, type ReactNode } from 'react';

const OWN = 'a, button, input, select, textarea, label, summary';

/**
 * Makes a row do what the link in its first cell does, for whoever has a mouse or a thumb. The link
 * stays the only thing that is focused, read aloud and opened by keyboard; what is selected to be
 * copied opens nothing. Before any script has come, the link is there.
 */
export function OpenRows({ children }: { children: ReactNode }) {
  const around = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const rows = around.current;
    const open = (event: MouseEvent) => {
      const { target, ctrlKey, metaKey, shiftKey } = event;
      if (!(target instanceof Element) || target.closest(OWN)) return;
      if (document.getSelection()?.isCollapsed === false) return;
      const link = target.closest('tr')?.querySelector('a[data-row]');
      // With the keys that were held: a new tab stays a new tab.
      link?.dispatchEvent(
        new MouseEvent('click', { bubbles: true, cancelable: true, ctrlKey, metaKey, shiftKey }),
      );
    };
    rows?.addEventListener('click', open);
    return () => rows?.removeEventListener('click', open);
  }, []);
  return (
    <div ref={around} className="[&_tr:has(a[data-row])]:cursor-pointer">
      {children}
    </div>
  );
}
