import type { Route } from 'next';
import { Link } from '@/components/ui/link';

type FilterLinksProps = {
  label: string;
  links: readonly { href: string; text: string; isHere: boolean }[];
};

/** One choice of many, each an address: it can be bookmarked, and the back button knows it. */
export function FilterLinks({ label, links }: FilterLinksProps) {
  return (
    <nav
      aria-label={label}
      // On a phone one line that scrolls: a dozen filters would push the list off the screen.
      className="-mx-4 flex gap-1.5 overflow-x-auto px-4 py-1 sm:mx-0 sm:flex-wrap sm:px-0"
    >
      {links.map(({ href, text, isHere }) => (
        <Link
          key={href}
          href={href as Route}
          prefetch={false}
          aria-current={isHere ? 'true' : undefined}
          className="inline-flex min-h-8 shrink-0 items-center rounded-full border border-line px-3 text-sm whitespace-nowrap text-ink-muted no-underline hover:border-ink hover:text-ink aria-[current]:border-ink aria-[current]:bg-ink aria-[current]:text-paper"
        >
          {text}
        </Link>
      ))}
    </nav>
  );
}
