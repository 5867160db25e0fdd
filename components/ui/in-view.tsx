'use client';

import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';

/**
 * What appears in answer to a press is seen whole, on a phone too: the page moves as little as that
 * takes. `stays` where the eye is wanted elsewhere, as at a field that has the focus.
 */
export function InView({ stays = false, children }: { stays?: boolean; children: ReactNode }) {
  const shown = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!stays) shown.current?.scrollIntoView({ block: 'nearest' });
  }, [stays]);
  return (
    <div ref={shown} className="scroll-mb-4">
      {children}
    </div>
  );
}
