'use client';

import { useEffect, useRef } from 'react';
import { usePerson } from '@/components/actions/drawn-for';
import type { PurchaseSubject, Subject } from '@/lib/domain/subject';
import { findKeptPurchase, forgetPurchase, keepPurchase } from './kept-purchase';

/**
 * What this page buys or pays. One that was drawn for a purchase whose answer never came, before it
 * was loaded again, goes on with that one: `onKept` is told the card that was chosen for it.
 */
export function usePurchase<Drawn extends Subject>(
  drawn: Drawn,
  onKept?: (choice: string) => void,
) {
  const person = usePerson();
  // A ref: what is sent by a press is what the press before it has left here.
  const subject = useRef<Drawn | PurchaseSubject>(drawn);
  const isDrawn = useRef(true);

  useEffect(() => {
    if (!isDrawn.current) return;
    isDrawn.current = false;
    const kept = 'purchaseId' in drawn ? findKeptPurchase(person, drawn.productSlug) : null;
    if (!kept) return;
    subject.current = kept.subject;
    onKept?.(kept.choice);
  }, [drawn, person, onKept]);

  return {
    /** Whatever is tried next is a try of this. */
    become: (next: Drawn) => {
      subject.current = next;
    },
    /** Another copy beside the one of that order: a purchase of its own. */
    takeAnother: (besides: string) => {
      if (!('purchaseId' in subject.current)) return;
      const { productSlug } = subject.current;
      subject.current = { purchaseId: crypto.randomUUID(), productSlug, besides };
    },
    /** Sends what is bought, and keeps it for as long as there is no answer. */
    send: async <T>(
      choice: string,
      send: (subject: Drawn | PurchaseSubject) => Promise<T>,
    ): Promise<T> => {
      const sent = subject.current;
      if (!('purchaseId' in sent)) return send(sent);
      keepPurchase(person, { subject: sent, choice });
      const answer = await send(sent);
      forgetPurchase(person, sent.productSlug);
      return answer;
    },
  };
}
