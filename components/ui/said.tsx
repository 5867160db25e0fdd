import type { ReactNode } from 'react';

type SaidProps = {
  /** One string. Another one is another element, which takes the place of the first as a whole. */
  children: string;
  className?: string | undefined;
  /** For what is the same in every language: names, numbers of cards, references. */
  isName?: boolean | undefined;
};

/**
 * Text that a browser's translation cannot leave behind. A translation replaces text nodes by
 * elements of its own, some time after it has read them: React would write the next text into a
 * node that is no longer there, or have it overwritten by the translation of the one before. ESLint
 * (whole-text) finds text that stands beside other children without an element like this one.
 */
export function Said({ children, className, isName = false }: SaidProps) {
  return (
    <span key={children} className={className} translate={isName ? 'no' : undefined}>
      {children}
    </span>
  );
}

/** For what may be text or not: a text gets its own element, everything else stays as it is. */
export const whole = (content: ReactNode): ReactNode =>
  typeof content === 'string' || typeof content === 'number' ? (
    <Said>{String(content)}</Said>
  ) : (
    content
  );
