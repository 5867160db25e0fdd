import type { ReactNode } from 'react';
import { Said, whole } from './said';

/** Words such as "e-mail": one letter alone at a line's end reads as a fault. */
const SHORT_BEFORE_HYPHEN = /(\b\w-\w+)/;

/** A heading's text, whose lines do not break behind such a hyphen. Everything else stays as it is. */
export function headingText(title: ReactNode): ReactNode {
  if (typeof title !== 'string' || !SHORT_BEFORE_HYPHEN.test(title)) return whole(title);
  return (
    <span key={title}>
      {title.split(SHORT_BEFORE_HYPHEN).map((part, position) => (
        <Said key={part} className={position % 2 === 1 ? 'whitespace-nowrap' : undefined}>
          {part}
        </Said>
      ))}
    </span>
  );
}
