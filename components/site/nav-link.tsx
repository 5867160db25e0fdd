'use client';

import { Link } from '@/components/ui/link';
import { usePathname } from 'next/navigation';
import type { Route } from 'next';
import type { ReactNode } from 'react';

/** Marks the page one is on, or the part of the shop that the page belongs to. */
export function NavLink({
  href,
  within = href,
  children,
}: {
  href: Route;
  /** The path that counts as "here", where it is not the address itself. */
  within?: string | undefined;
  children: ReactNode;
}) {
  const path = usePathname();
  const here = path === href ? 'page' : path.startsWith(`${within}/`) ? 'true' : undefined;
  return (
    <Link
      href={href}
      aria-current={here}
      className="inline-flex min-h-11 items-center border-b-2 sm:min-h-13 sm:pb-2 border-transparent px-2 font-medium text-ink-muted no-underline hover:text-ink aria-[current]:border-accent aria-[current]:text-ink"
    >
      {children}
    </Link>
  );
}
