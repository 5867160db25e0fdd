'use client';

import type { Route } from 'next';
import { Link } from '@/components/ui/link';
import { usePathname } from 'next/navigation';
import { homeWords } from '@/components/words/desk-home-words';

const rooms: readonly { href: Route; within?: string; text: string }[] = [
  { href: '/desk', text: homeWords.title },
  { href: '/desk/orders', within: '/desk/orders', text: 'Orders' },
  { href: '/desk/to-send', within: '/desk/packing', text: 'To send' },
  { href: '/desk/inbox', within: '/desk/inbox', text: 'Inbox' },
  { href: '/desk/mail', within: '/desk/mail', text: 'Mail' },
  { href: '/desk/reconciliations', within: '/desk/reconciliations', text: 'Reconciliations' },
  { href: '/desk/health', within: '/desk/health', text: 'Health' },
  { href: '/desk/actions', within: '/desk/actions', text: 'Actions' },
];

/** How many of them stand on a phone's first line: what staff do, before what they look after. */
const FIRST_LINE = 4;

export function DeskNav() {
  const path = usePathname();
  return (
    <nav aria-label="Desk" className="-mx-2 sm:-mx-2.5 flex flex-wrap sm:gap-x-1">
      {rooms.map(({ href, within, text }, n) => [
        // On a phone they are two lines, which would otherwise end with one alone.
        n === FIRST_LINE ? (
          <span key="line" aria-hidden="true" className="basis-full sm:hidden" />
        ) : null,
        <Link
          key={href}
          href={href}
          // Each would be a query that most visits never need.
          prefetch={false}
          aria-current={
            path === href ? 'page' : within && path.startsWith(`${within}/`) ? 'true' : undefined
          }
          className="inline-flex min-h-9 items-center rounded-control px-2 text-sm sm:px-2.5 font-medium text-ink-muted no-underline hover:text-ink aria-[current]:bg-sunken aria-[current]:text-ink"
        >
          {text}
        </Link>,
      ])}
    </nav>
  );
}
