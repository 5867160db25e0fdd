'use client';

import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { Notice } from '@/components/ui/notice';
import { Said, whole } from '@/components/ui/said';
import type { OrderStateWords } from './order-state-words';

/** Where the order stands. The same element stays while it changes, so that changes are read aloud. */
export function OrderState({
  words: { tone, title, text },
  children,
}: {
  words: OrderStateWords;
  children?: ReactNode;
}) {
  const notice = useRef<HTMLDivElement>(null);
  const shown = useRef(title);

  useEffect(() => {
    if (shown.current === title) return;
    shown.current = title;
    // The button that brought this about is gone with its state, and took the focus along.
    if (document.activeElement === document.body) notice.current?.focus();
  }, [title]);

  return (
    <div className="grid gap-4">
      <Notice
        ref={notice}
        tone={tone}
        title={<Said className="text-xl">{title}</Said>}
        live="status"
      >
        {text}
      </Notice>
      {whole(children)}
    </div>
  );
}
