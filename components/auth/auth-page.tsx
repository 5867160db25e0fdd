import type { Route } from 'next';
import { Link } from '@/components/ui/link';
import type { ReactNode } from 'react';
import { Notice } from '@/components/ui/notice';
import { PageHeading } from '@/components/ui/page-heading';
import { signInErrorText } from '@/components/words/sign-in-error-words';
import { Said, whole } from '@/components/ui/said';

type AuthPageProps = {
  title: string;
  /** Where the person wants to go afterwards: carried over to the other page. */
  next?: string | undefined;
  /** The code with which another provider's sign-in came back. */
  error?: string | undefined;
  other: { question: string; label: string; path: '/sign-in' | '/sign-up' };
  children: ReactNode;
};

export function AuthPage({ title, next, error, other, children }: AuthPageProps) {
  const query = next === undefined ? '' : `?next=${encodeURIComponent(next)}`;
  return (
    <div className="grid max-w-md gap-6">
      <PageHeading title={title} className="pb-0 sm:pb-2" />
      {error === undefined ? null : <Notice tone="danger">{signInErrorText(error)}</Notice>}
      {whole(children)}
      <p className="text-ink-muted">
        <Said>{other.question}</Said>{' '}
        <Link
          href={`${other.path}${query}` as Route}
          className="inline-flex min-h-6 items-center font-medium text-ink underline underline-offset-4"
        >
          {other.label}
        </Link>
      </p>
    </div>
  );
}
