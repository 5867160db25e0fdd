import { clsx } from 'clsx';
import type { ReactNode } from 'react';
import { whole } from '@/components/ui/said';

export type Column = { name: string; isNumber?: boolean };

type DeskTableProps = {
  /** Read aloud as the table's name. */
  caption: string;
  columns: readonly Column[];
  children: ReactNode;
};

/** A dense table that scrolls by itself on a narrow screen, so that the page does not. */
export function DeskTable({ caption, columns, children }: DeskTableProps) {
  return (
    <div
      role="group"
      aria-label={caption}
      // What scrolls must be reached by keyboard, or its right half is out of reach.
      tabIndex={0}
      // `relative` keeps what is hidden off-screen in a cell from widening the page.
      className="relative -mx-2 overflow-x-auto rounded-control px-2"
    >
      <table className="figures w-full border-collapse text-left text-sm">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr className="border-b border-line-strong">
            {columns.map(({ name, isNumber }) => (
              <th
                key={name}
                scope="col"
                className={clsx(
                  'label px-2 py-2 sm:px-3 whitespace-nowrap text-ink-muted first:pl-0 last:pr-0',
                  isNumber && 'text-right',
                )}
              >
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}

export function DeskRow({ children }: { children: ReactNode }) {
  return (
    <tr className="border-b border-line last:border-line-strong hover:bg-sheet">{children}</tr>
  );
}

type DeskCellProps = {
  /** The cell that names its row. */
  isHead?: boolean;
  isNumber?: boolean;
  /** For sentences and long ids: takes what is left, and breaks. */
  isText?: boolean;
  children?: ReactNode;
};

export function DeskCell({ isHead = false, isNumber, isText, children }: DeskCellProps) {
  const Cell = isHead ? 'th' : 'td';
  return (
    <Cell
      {...(isHead && { scope: 'row' })}
      className={clsx(
        'px-2 py-2 align-baseline font-normal sm:px-3 first:pl-0 last:pr-0',
        isNumber && 'text-right',
        isText ? 'min-w-56 break-words' : 'whitespace-nowrap',
      )}
    >
      {whole(children)}
    </Cell>
  );
}

/** A second, quieter line in a cell. */
export function Under({ children }: { children: ReactNode }) {
  return (
    <span className="block max-w-64 text-xs text-ink-muted max-sm:max-w-32 max-sm:whitespace-normal">
      {whole(children)}
    </span>
  );
}
