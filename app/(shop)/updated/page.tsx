import type { Metadata } from 'next';
import { buttonStyle } from '@/components/ui/button-style';
import { Notice } from '@/components/ui/notice';
import { PageHeading } from '@/components/ui/page-heading';
import { oldFormText, updatedTitle } from '@/components/words/failure-words';
import { safePath } from '@/lib/auth/safe-path';

export const metadata: Metadata = { title: updatedTitle };

/** Where a form leads that was sent without script, from a page that is older than this server. */
export default async function UpdatedPage({ searchParams }: PageProps<'/updated'>) {
  const { next } = await searchParams;
  const path = safePath(typeof next === 'string' ? next : null);
  return (
    <div className="max-w-2xl">
      <PageHeading title={updatedTitle} />
      <Notice
        tone="warning"
        action={
          // A whole new page, not a Link: what is left of the old one would ask as it did.
          <a href={path} className={buttonStyle({})}>
            Go back to the page
          </a>
        }
      >
        {oldFormText}
      </Notice>
    </div>
  );
}
