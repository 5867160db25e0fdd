import type { Route } from 'next';
import type { ReactNode } from 'react';
import { Link } from '@/components/ui/link';

/** The link of a row, in its first cell: the whole row does what it does. */
export function RowLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link
      href={href as Route}
      prefetch={false}
      data-row=""
      className="inline-flex min-h-6 items-center font-semibold underline underline-offset-4"
    >
      {children}
    </Link>
  );
}
