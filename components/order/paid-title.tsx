'use client';

import { useEffect, useRef } from 'react';
import { paidTitle } from '@/components/words/paid-words';

type PaidTitleProps = {
  title: string;
  /** It has just become so: whoever waited for it is led here, and hears it. */
  isNews: boolean;
};

/** "Paid: Tideline", as the heading of an order's page. */
export function PaidTitle({ title, isNews }: PaidTitleProps) {
  const heading = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    // The button that was pressed is gone, and the focus with it.
    if (isNews) heading.current?.focus();
  }, [isNews]);
  return (
    <span ref={heading} tabIndex={-1}>
      {paidTitle(title)}
    </span>
  );
}
