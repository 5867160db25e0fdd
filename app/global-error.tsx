'use client';

import { unstable_isUnrecognizedActionError } from 'next/navigation';
import { LoadAgain } from '@/components/actions/load-again';
import { atTheDoor, updatedTitle } from '@/components/words/failure-words';
import './globals.css';
import { Button } from '@/components/ui/button';

const missingText =
  'The shop cannot be shown at this moment. If you were paying, look at your orders before you pay again.';

/** Stands in for the whole document when even its frame could not be drawn. */
export default function GlobalError({ error, reset }: { error: Error; reset: () => void }) {
  // The forms of the account's menu stand in the frame.
  const isUpdated = unstable_isUnrecognizedActionError(error);
  const title = isUpdated ? updatedTitle : 'Something went wrong';
  return (
    <html lang="en">
      <body>
        <title>{`${title} · Cardkeep`}</title>
        <main className="page grid justify-items-start gap-5 pt-20">
          <h1 className="text-4xl">{title}</h1>
          <p>{isUpdated ? atTheDoor.shop_updated : missingText}</p>
          {isUpdated ? (
            <LoadAgain />
          ) : (
            <Button variant="primary" onClick={reset}>
              Try again
            </Button>
          )}
        </main>
      </body>
    </html>
  );
}
