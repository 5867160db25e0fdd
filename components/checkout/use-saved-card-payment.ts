'use client';

import type { Route } from 'next';
import { usePathname, useRouter } from 'next/navigation';
import { useState, useTransition } from 'react';
import { ask, isOtherPerson } from '@/components/actions/ask';
import type { Action, ShownFailure } from '@/components/actions/ask';
import { askAgreed, type Agreed } from '@/components/actions/ask-agreed';
import { useSingleFlight } from '@/components/actions/use-single-flight';
import { useChallenge } from '@/components/stripe/use-challenge';
import type { PaymentState } from '@/lib/domain/order';
import type { PaymentStarted } from '@/lib/domain/subject';

export type CheckOrder = Action<{ orderId: string }, { paymentState: PaymentState }>;

/** A bank that waits for an answer to a question which could not be shown. */
export type OpenQuestion = { orderId: string; clientSecret: string };

/** In these an order, or its card, may still wait for its bank. */
const mayWait: readonly PaymentState[] = ['awaiting_payment', 'authenticating', 'scheduled'];

/**
 * Pays with a saved card, once at a time: the server charges, the bank asks in place if it wants
 * to, the server finds out, and the order's page tells.
 */
export function useSavedCardPayment<Input>(
  action: Action<Input, PaymentStarted>,
  checkOrder: CheckOrder,
) {
  const router = useRouter();
  const path = usePathname();
  const challenge = useChallenge();
  const [failure, setFailure] = useState<ShownFailure | null>(null);
  const [question, setQuestion] = useState<OpenQuestion | null>(null);
  const [orderId, setOrderId] = useState<string | null>(null);
  const [isLeaving, startLeaving] = useTransition();

  const clear = () => {
    setFailure(null);
    setQuestion(null);
  };
  const showOrder = (id: string, isAgain = false) =>
    startLeaving(() => {
      // Going to the page that one is on would not show its news.
      if (path === `/orders/${id}`) router.refresh();
      else router.push(`/orders/${id}${isAgain ? '?again=1' : ''}` as Route);
    });
  const letBankAsk = async (asked: OpenQuestion) => {
    const end = await challenge(asked.clientSecret);
    // Should this not get through, the order's page asks again by itself.
    const now = await ask(checkOrder, { orderId: asked.orderId });
    if (isOtherPerson(now)) return setFailure(now);
    if (end === 'asked' || (now.ok && !mayWait.includes(now.value.paymentState))) {
      showOrder(asked.orderId);
    } else if (end === 'not_shown' || now.ok) {
      setQuestion(asked);
    } else {
      setFailure(now);
    }
  };

  const [pay, isPaying] = useSingleFlight(async (agreed: Agreed<Input>) => {
    clear();
    const answer = await askAgreed(action, agreed);
    if (!answer.ok) {
      setFailure(answer);
      return;
    }
    const { orderId: id, clientSecret, isAgain } = answer.value;
    setOrderId(id);
    if (clientSecret) await letBankAsk({ orderId: id, clientSecret });
    else showOrder(id, isAgain);
  });
  const [goOn, isGoingOn] = useSingleFlight(async () => {
    clear();
    if (question) await letBankAsk(question);
  });

  return {
    pay,
    pending: isPaying || isGoingOn || isLeaving,
    trouble: { failure, question, orderId, goOn, clear, isUnderWay: isPaying || isGoingOn },
  };
}

export type SavedCardTrouble = ReturnType<typeof useSavedCardPayment>['trouble'];
