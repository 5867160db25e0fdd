import type { ReactNode } from 'react';
import { Said } from '@/components/ui/said';
import { nextWords } from '@/components/words/paid-words';

type WhatHappensNextProps = {
  /** There is nothing to be sent any more. */
  isOnItsWay: boolean;
  /** Ways on. */
  children: ReactNode;
};

/** For whoever has just paid. */
export function WhatHappensNext({ isOnItsWay, children }: WhatHappensNextProps) {
  const lines = [...(isOnItsWay ? [] : [nextWords.parcel]), nextWords.page];
  return (
    <section aria-labelledby="next" className="grid gap-4">
      <h2 id="next" className="text-2xl">
        {nextWords.title}
      </h2>
      <ul className="grid max-w-prose gap-1.5 wrap-anywhere">
        {lines.map((line) => (
          <li key={line}>
            <Said>{line}</Said>
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-2">{children}</div>
    </section>
  );
}
