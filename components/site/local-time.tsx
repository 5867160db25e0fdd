'use client';

import { useSyncExternalStore } from 'react';

const never = () => () => undefined;

type LocalTimeProps = {
  /** In ms since 1970. */
  at: number;
  precision?: 'day' | 'minute' | undefined;
};

/** A time on the reader's own clock. The server does not know that clock, so it writes UTC first. */
export function LocalTime({ at, precision = 'minute' }: LocalTimeProps) {
  const zone = useSyncExternalStore(
    never,
    () => Intl.DateTimeFormat().resolvedOptions().timeZone,
    () => 'UTC',
  );
  const text = new Intl.DateTimeFormat('en-GB', {
    dateStyle: 'medium',
    ...(precision === 'minute' && { timeStyle: 'short' as const }),
    timeZone: zone,
  }).format(at);
  return (
    <time key={text} dateTime={new Date(at).toISOString()} className="figures">
      {text}
    </time>
  );
}
