import { clsx } from 'clsx';
import type { ReactNode } from 'react';
import { whole } from '@/components/ui/said';
import { OpenRows } from './open-rows';

export type Column = {
  name: string;
  isNumber?: boolean;
  /** On a phone, where a row is a card: what it shows is told by the column's name, or is left out. */
  onPhone?: 'named' | 'left out';
};

type DeskTableProps = {
  /** Read aloud as the table's name. */
  caption: string;
  columns: readonly Column[];
  children: ReactNode;
};

// Written out, because a style sheet is made from what stands here.
const named = [
  'max-sm:[&_tr>:nth-child(1)]:before:content-[var(--column-1)]',
  'max-sm:[&_tr>:nth-child(2)]:before:content-[var(--column-2)]',
  'max-sm:[&_tr>:nth-child(3)]:before:content-[var(--column-3)]',
  'max-sm:[&_tr>:nth-child(4)]:before:content-[var(--column-4)]',
  'max-sm:[&_tr>:nth-child(5)]:before:content-[var(--column-5)]',
  'max-sm:[&_tr>:nth-child(6)]:before:content-[var(--column-6)]',
  'max-sm:[&_tr>:nth-child(7)]:before:content-[var(--column-7)]',
  'max-sm:[&_tr>:nth-child(8)]:before:content-[var(--column-8)]',
];
const leftOut = [
  'max-sm:[&_tr>:nth-child(1)]:hidden',
  'max-sm:[&_tr>:nth-child(2)]:hidden',
  'max-sm:[&_tr>:nth-child(3)]:hidden',
  'max-sm:[&_tr>:nth-child(4)]:hidden',
  'max-sm:[&_tr>:nth-child(5)]:hidden',
  'max-sm:[&_tr>:nth-child(6)]:hidden',
  'max-sm:[&_tr>:nth-child(7)]:hidden',
  'max-sm:[&_tr>:nth-child(8)]:hidden',
];

/** The names that stand before what a card shows. */
const namesOf = (columns: readonly Column[]) =>
  Object.fromEntries(
    columns.flatMap(({ name, onPhone }, at) =>
      onPhone === 'named' ? [[`--column-${at + 1}`, JSON.stringify(`${name}\u00a0`)]] : [],
    ),
  );

/**
 * A dense table that scrolls by itself where it is too wide, so that the page does not. On a phone
 * each row is a card. The roles are written out: what is laid out as a block is a table no more to
 * some that read it aloud.
 */
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
      <OpenRows>
        <table
          role="table"
          style={namesOf(columns)}
          className="figures w-full border-collapse text-left text-sm max-sm:block"
        >
          <caption className="sr-only">{caption}</caption>
          <thead role="rowgroup" className="max-sm:sr-only">
            <tr role="row" className="border-b border-line-strong">
              {columns.map(({ name, isNumber }) => (
                <th
                  key={name}
                  role="columnheader"
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
          <tbody
            role="rowgroup"
            className={clsx(
              'max-sm:block max-sm:border-t max-sm:border-line-strong',
              columns.map(({ onPhone }, at) =>
                onPhone === 'named' ? named[at] : onPhone === 'left out' ? leftOut[at] : null,
              ),
            )}
          >
            {children}
          </tbody>
        </table>
      </OpenRows>
    </div>
  );
}

export function DeskRow({ children }: { children: ReactNode }) {
  return (
    <tr
      role="row"
      className="border-b border-line last:border-line-strong hover:bg-sheet max-sm:flex max-sm:flex-wrap max-sm:items-baseline max-sm:gap-x-4 max-sm:gap-y-1 max-sm:py-3"
    >
      {children}
    </tr>
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
      {...(isHead ? { scope: 'row', role: 'rowheader' } : { role: 'cell' })}
      className={clsx(
        'px-2 py-2 align-baseline font-normal sm:px-3 first:pl-0 last:pr-0',
        'max-sm:min-w-0 max-sm:p-0 max-sm:wrap-anywhere max-sm:empty:hidden max-sm:before:text-ink-muted',
        isNumber && 'sm:text-right sm:[&>span.block]:ml-auto',
        isText ? 'min-w-56 break-words max-sm:w-full' : 'sm:whitespace-nowrap',
      )}
    >
      {whole(children)}
    </Cell>
  );
}

/** A second, quieter line in a cell. */
export function Under({ children }: { children: ReactNode }) {
  return (
    <span className="block max-w-64 text-xs text-ink-muted max-sm:whitespace-normal">
      {whole(children)}
    </span>
  );
}
