'use client';

import { Button } from '@/components/ui/button';

/** The way on for a page that is older than the server: its scripts are those of the shop before. */
export function LoadAgain() {
  return <Button onClick={() => window.location.reload()}>Load the page again</Button>;
}
