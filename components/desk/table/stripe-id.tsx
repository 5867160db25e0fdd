import { ExternalLink } from 'lucide-react';
import type { StripeLink } from '@/lib/domain/desk-view';

/** Something at Stripe, and the way to its own dashboard. */
export function StripeId({ link: { id, href } }: { link: StripeLink }) {
  return (
    <a
      href={href}
      target="_blank"
      rel="noreferrer"
      className="inline-flex min-h-6 items-center gap-1 underline underline-offset-4"
    >
      <code className="min-w-0 text-xs break-all">{id}</code>
      <ExternalLink aria-hidden="true" className="size-3.5 shrink-0" />
      <span className="sr-only">at Stripe, in a new tab</span>
    </a>
  );
}
