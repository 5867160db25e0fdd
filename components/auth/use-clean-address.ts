'use client';

import { useEffect } from 'react';

/**
 * Takes the query out of the address bar once the page has read it: a token is not for the history,
 * for a screenshot, or for what the browser tells of where it came from.
 */
export function useCleanAddress(): void {
  useEffect(() => {
    // Not at once: Next begins to listen to the history in an effect that runs after this one, and
    // would ask for the page at its old address later on. Null, because state of its own is taken
    // for news that Next knows already.
    const soon = setTimeout(() => window.history.replaceState(null, '', window.location.pathname));
    return () => clearTimeout(soon);
  }, []);
}
