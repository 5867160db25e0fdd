'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import { ask } from '@/components/actions/ask';
import { usePerson } from '@/components/actions/drawn-for';
import { FailureNotice } from '@/components/actions/failure-notice';
import type { CheckOrder } from '@/components/checkout/use-saved-card-payment';

/** Soon enough to seem at once after a bank's yes… */
const FIRST_WAIT_MS = 1_000;
/** …and rare enough for a page that is left open all day. */
const LONGEST_WAIT_MS = 5_000;
const SLOWER = 1.5;

type OrderWatchProps = {
  orderId: string;
  version: number;
  /** Whether something outside of this page may change the order. */
  isMoving: boolean;
  checkOrder: CheckOrder;
};

/** Shows the order anew when it changes: asks Stripe once, then looks at our own record. */
export function OrderWatch({ orderId, version, isMoving, checkOrder }: OrderWatchProps) {
  const router = useRouter();
  const person = usePerson();
  const hasAsked = useRef(false);
  const [isOtherPerson, setIsOtherPerson] = useState(false);

  useEffect(() => {
    if (!isMoving) return;
    const stop = new AbortController();
    let wait = FIRST_WAIT_MS;
    let timer: number | undefined;

    const look = async () => {
      const seen = await seenVersion(orderId, person, stop.signal);
      if (stop.signal.aborted) return;
      if (seen === 'other_person') return setIsOtherPerson(true);
      // Gone or signed out: the page itself knows what to show then.
      if (seen === 'gone' || (seen !== null && seen !== version)) router.refresh();
      wait = Math.min(wait * SLOWER, LONGEST_WAIT_MS);
      lookLater();
    };
    const lookLater = () => {
      window.clearTimeout(timer);
      if (!document.hidden) timer = window.setTimeout(() => void look(), wait);
    };
    const resume = () => {
      window.clearTimeout(timer);
      wait = FIRST_WAIT_MS;
      if (!document.hidden) void look();
    };

    document.addEventListener('visibilitychange', resume);
    if (hasAsked.current) {
      lookLater();
    } else {
      hasAsked.current = true;
      void ask(checkOrder, { orderId }).then(look);
    }
    return () => {
      stop.abort();
      window.clearTimeout(timer);
      document.removeEventListener('visibilitychange', resume);
    };
  }, [orderId, person, version, isMoving, checkOrder, router]);

  return isOtherPerson ? <FailureNotice failure={{ ok: false, code: 'other_person' }} /> : null;
}

/** Null where nothing could be learned, as on a lost connection: the next look may. */
async function seenVersion(
  orderId: string,
  person: string,
  signal: AbortSignal,
): Promise<number | 'gone' | 'other_person' | null> {
  try {
    const response = await fetch(`/api/orders/${orderId}?for=${person}`, { signal });
    if (response.status === 409) return 'other_person';
    if (response.status === 401 || response.status === 404) return 'gone';
    if (!response.ok) return null;
    const { version } = (await response.json()) as { version: number };
    return version;
  } catch {
    return null;
  }
}
