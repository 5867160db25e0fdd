'use client';

import { Button } from '@/components/ui/button';
import { ButtonLink } from '@/components/ui/button-link';
import { Notice } from '@/components/ui/notice';
import { PageHeading } from '@/components/ui/page-heading';
import { Said } from '@/components/ui/said';

type ErrorPageProps = {
  /** The digest is what the server's log has too; the message stays there. */
  error: Error & { digest?: string };
  reset: () => void;
};

export default function ErrorPage({ error, reset }: ErrorPageProps) {
  return (
    <div className="mx-auto max-w-2xl">
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
        {error.digest ? (
          <Said className="figures mt-2 block text-sm">{`To quote to us: ${error.digest}`}</Said>
        ) : null}
      </Notice>
    </div>
  );
}
