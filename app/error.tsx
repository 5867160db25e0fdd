'use client';

import { unstable_isUnrecognizedActionError } from 'next/navigation';
import { Button } from '@/components/ui/button';
import { ButtonLink } from '@/components/ui/button-link';
import { Notice } from '@/components/ui/notice';
import { PageHeading } from '@/components/ui/page-heading';
import { SupportCode } from '@/components/site/support-code';
import { LoadAgain } from '@/components/actions/load-again';
import { Said } from '@/components/ui/said';
import { atTheDoor, updatedTitle } from '@/components/words/failure-words';

type ErrorPageProps = {
  /** The digest is what the server's log has too; the message stays there. */
  error: Error & { digest?: string };
  reset: () => void;
};

export default function ErrorPage({ error, reset }: ErrorPageProps) {
  // A form that calls its action by itself, such as that of another provider, ends here.
  const isUpdated: boolean = unstable_isUnrecognizedActionError(error);
  if (isUpdated) {
    return (
      <div className="max-w-2xl">
        <PageHeading title={updatedTitle} />
        <Notice tone="warning" live="alert" action={<LoadAgain />}>
          {atTheDoor.shop_updated}
        </Notice>
      </div>
    );
  }
  return (
    <div className="max-w-2xl">
      <PageHeading title="Something went wrong" />
      <Notice
        tone="danger"
        live="alert"
        action={
          <>
            <Button onClick={reset}>Try again</Button>
            <ButtonLink href="/orders">Your orders</ButtonLink>
          </>
        }
      >
        <Said>
          This page could not be shown. If you were paying, your orders tell whether it went
          through: look there before you pay again.
        </Said>
        {error.digest ? <SupportCode code={error.digest} /> : null}
      </Notice>
    </div>
  );
}
