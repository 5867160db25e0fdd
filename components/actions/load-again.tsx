'use client';

import { Button } from '@/components/ui/button';

/**
 * The way on for a page that is older than the server, whose scripts are those of the shop before, and
 * for a form that is over.
 */
export function LoadAgain({ children = 'Load the page again' }: { children?: string }) {
  return <Button onClick={() => window.location.reload()}>{children}</Button>;
}
