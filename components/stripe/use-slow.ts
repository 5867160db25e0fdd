'use client';

import { useEffect, useState } from 'react';

/**
 * Longer than a charge takes, with a retry. A bank's question may be open for much longer; it lies
 * over the page then, and hides what is said there.
 */
const SLOW_AFTER_MS = 20_000;

/** Whether something has been under way for so long that there should be words about it. */
export function useSlow(isUnderWay: boolean): boolean {
  const [isSlow, setIsSlow] = useState(false);
  useEffect(() => {
    if (!isUnderWay) return;
    const timer = window.setTimeout(() => setIsSlow(true), SLOW_AFTER_MS);
    return () => {
      window.clearTimeout(timer);
      setIsSlow(false);
    };
  }, [isUnderWay]);
  return isSlow;
}
