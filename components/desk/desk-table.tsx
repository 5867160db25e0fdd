import type { ReactNode } from 'react';

type DeskTableProps = {
  caption: string;
  columns: readonly string[];
  /** What stands there while there is nothing to list. */
  empty: string;
  isEmpty: boolean;
  children: ReactNode;
};

/** A plain table that scrolls by itself on a narrow screen, so that the page does not. */
export function DeskTable({ caption, columns, empty, isEmpty, children }: DeskTableProps) {
  return (
    <section aria-label={caption} className="grid gap-3">
      <h2 className="text-2xl">{caption}</h2>
      {isEmpty ? (
        <p className="text-ink-muted">{empty}</p>
      ) : (
        <div
          role="group"
          aria-label={`${caption}, scrollable`}
          tabIndex={0}
          className="overflow-x-auto"
        >
          <table className="figures w-full min-w-2xl border-collapse text-left text-sm">
            <thead>
              <tr className="border-b border-line-strong">
                {columns.map((column) => (
                  <th key={column} scope="col" className="label py-2 pr-6 text-ink-muted">
                    {column}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>{children}</tbody>
          </table>
        </div>
      )}
    </section>
  );
}

export function DeskRow({ children }: { children: ReactNode }) {
  return <tr className="border-b border-line">{children}</tr>;
}

export function DeskCell({ children }: { children: ReactNode }) {
  return <td className="py-2 pr-6 align-top">{children}</td>;
}
