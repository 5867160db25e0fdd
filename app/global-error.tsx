'use client';

import './globals.css';
import { Button } from '@/components/ui/button';

/** Stands in for the whole document when even its frame could not be drawn. */
export default function GlobalError({ reset }: { error: Error; reset: () => void }) {
  return (
    <html lang="en">
      <body>
        <title>Something went wrong · Cardkeep</title>
        <main className="page grid max-w-2xl justify-items-start gap-5 pt-20">
          <h1 className="text-4xl">Something went wrong</h1>
          <p>
            The shop cannot be shown at this moment. If you were paying, look at your orders before
            you pay again.
          </p>
          <Button variant="primary" onClick={reset}>
            Try again
          </Button>
        </main>
      </body>
    </html>
  );
}
