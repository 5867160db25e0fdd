import type { ReactNode } from 'react';
import { Wordmark } from './wordmark';
import { whole } from '@/components/ui/said';

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
      </div>
    </footer>
  );
}
