'use client';

import { useEffect, useRef } from 'react';
import { usePerson } from '@/components/actions/drawn-for';
import type { Result } from '@/lib/domain/failure';
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
  // A ref: what is sent by a press is what the press before it has left here. Null for what the page
  // was drawn for.
  const subject = useRef<Drawn | PurchaseSubject | null>(null);
  const isNew = useRef(true);

  useEffect(() => {
    if (!isNew.current) return;
    isNew.current = false;
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
      const before = subject.current ?? drawn;
      if (!('purchaseId' in before)) return;
      const { productSlug } = before;
      subject.current = { purchaseId: crypto.randomUUID(), productSlug, besides };
    },
    /** Sends what is bought, and keeps it for as long as there is no answer. */
    send: async <Answer extends Result<unknown>>(
      choice: string,
      send: (subject: Drawn | PurchaseSubject) => Promise<Answer>,
    ): Promise<Answer> => {
      const sent = subject.current ?? drawn;
      subject.current = sent;
      if (!('purchaseId' in sent)) return send(sent);
      keepPurchase(person, { subject: sent, choice });
      const answer = await send(sent);
      forgetPurchase(person, sent.productSlug);
      // Its order says something else than this page, such as the price of a week ago, and always
      // will: the page that is shown anew has a purchase of its own.
      if (!answer.ok && answer.code === 'purchase_mismatch') subject.current = null;
      return answer;
    },
  };
}
