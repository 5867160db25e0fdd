import type { Route } from 'next';
import type { ReactNode } from 'react';
import { Link } from '@/components/ui/link';
import { siteWords } from '@/components/words/site-words';
import { Wordmark } from './wordmark';
import { whole } from '@/components/ui/said';

const links: readonly { href: Route; text: string }[] = [
  { href: '/help', text: siteWords.help },
  { href: '/terms', text: siteWords.terms },
  { href: '/privacy', text: siteWords.privacy },
];

export function SiteFooter({ children }: { children?: ReactNode }) {
  return (
    <footer className="mt-24 border-t border-line">
      <div className="page flex flex-wrap items-start justify-between gap-x-12 gap-y-5 py-10 text-sm text-ink-muted">
        <div className="grid gap-2">
          <span className="text-ink">
            <Wordmark />
          </span>
          <p className="max-w-sm">
            Prints in small editions. Your cards are kept by Stripe; this shop never sees a number.
          </p>
        </div>
        {whole(children)}
        <nav aria-label={siteWords.about} className="-mx-2 flex flex-wrap sm:-my-1.5">
          {links.map(({ href, text }) => (
            <Link
              key={href}
              href={href}
              // Most visits never need them.
              prefetch={false}
              className="inline-flex min-h-11 items-center px-2 underline underline-offset-4 hover:text-ink"
            >
              {text}
            </Link>
          ))}
        </nav>
      </div>
    </footer>
  );
}
