'use client';

import { useRef, useState } from 'react';

/**
 * Lets `work` run once at a time. The guard is a ref: state is written down too late for the second
 * half of a double click.
 */
export function useSingleFlight<Args extends unknown[]>(
  work: (...args: Args) => Promise<void>,
): [run: (...args: Args) => Promise<void>, pending: boolean] {
  const inFlight = useRef(false);
  const [pending, setPending] = useState(false);
  const run = async (...args: Args) => {
    if (inFlight.current) return;
    inFlight.current = true;
    setPending(true);
    try {
      await work(...args);
    } finally {
      inFlight.current = false;
      setPending(false);
    }
  };
  return [run, pending];
}
