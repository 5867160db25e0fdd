'use client';

import type { Route } from 'next';
import { usePathname, useRouter } from 'next/navigation';
import { useState, useTransition } from 'react';
import { ask } from '@/components/actions/ask';
import type { Action, ShownFailure } from '@/components/actions/ask';
import { useSingleFlight } from '@/components/actions/use-single-flight';
import { useChallenge } from '@/components/stripe/use-challenge';
import type { PaymentState } from '@/lib/domain/order';
import type { PaymentStarted } from '@/lib/domain/subject';

export type CheckOrder = Action<{ orderId: string }, { paymentState: PaymentState }>;

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
  const [isLeaving, startLeaving] = useTransition();

  const [pay, isPaying] = useSingleFlight(async (input: Input) => {
    setFailure(null);
    const answer = await ask(action, input);
    if (!answer.ok) {
      setFailure(answer);
      return;
    }
    const { orderId, clientSecret } = answer.value;
    if (clientSecret) {
      await challenge(clientSecret);
      // Should this not get through, the order's page asks again by itself.
      await ask(checkOrder, { orderId });
    }
    const order = `/orders/${orderId}`;
    startLeaving(() => {
      // Going to the page that one is on would not show its news.
      if (path === order) router.refresh();
      else router.push(order as Route);
    });
  });

  return { pay, pending: isPaying || isLeaving, failure, clearFailure: () => setFailure(null) };
}
