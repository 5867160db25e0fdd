'use client';

import type { StripeError } from '@stripe/stripe-js';
import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import { useState, useTransition } from 'react';
import { ask, isOtherPerson } from '@/components/actions/ask';
import type { Action, ShownFailure } from '@/components/actions/ask';
import { refuseUnlessSaid } from '@/components/actions/ask-agreed';
import { usePerson } from '@/components/actions/drawn-for';
import { useSingleFlight } from '@/components/actions/use-single-flight';
import { answerOf } from '@/components/stripe/answer-of';
import { inTime } from '@/components/stripe/in-time';
import { STRIPE_JS_WAIT_MS } from '@/components/stripe/load-stripe';
import { refusalOf } from '@/components/stripe/stripe-error-words';
import type { Refusal } from '@/components/stripe/stripe-error-words';
import type { Destination } from '@/lib/domain/address';
import type { Money } from '@/lib/domain/money';
import type { PaymentState } from '@/lib/domain/order';
import { orderReturnPath } from '@/lib/domain/return-path';
import type { Subject } from '@/lib/domain/subject';
import type { TypedCardHandle } from './typed-card';
import type { CheckOrder } from './use-saved-card-payment';

export type StartPayment = Action<
  {
    subject: Subject;
    shown: Money;
    receiptEmail: string;
    saveCardConsent: string | null;
    to: Destination;
  },
  { orderId: string; clientSecret: string }
>;

type TypedDetails = Pick<TypedCardHandle, 'receiptEmail' | 'saveCardConsent'> & {
  to: Destination;
};

/** The same for a pre-order, whose card is set up now and charged later. */
export type StartPreorder = Action<
  {
    subject: Subject;
    shown: Money & { shipBy: number };
    consentVersion: string;
  } & TypedDetails,
  { orderId: string; clientSecret: string }
>;

type Trouble =
  | { kind: 'failure'; failure: ShownFailure }
  | { kind: 'refusal'; refusal: Refusal }
  /** Pressed before the fields were there. */
  | { kind: 'not_ready' }
  | null;

type TypedCardOrder = {
  /** What the page says of what is agreed to by paying now. */
  words: readonly string[];
  /** Has the server make the order and what the browser confirms. */
  start: (card: TypedDetails) => ReturnType<StartPayment>;
  /** Whether the order's page tells more than a form can, though the card was refused. */
  isOver: (state: PaymentState) => boolean;
  checkOrder: CheckOrder;
  /** The purchase has become this order: whatever is tried next is a try of it. */
  onPlaced: (orderId: string) => void;
};

/**
 * Pays with a card that is typed here: the server makes the order and its intent, Stripe's frame
 * confirms it, the server finds out. A second try is on the same order, and the form keeps
 * everything that was typed.
 */
export function useTypedCardPayment({
  words,
  start,
  isOver,
  checkOrder,
  onPlaced,
}: TypedCardOrder) {
  const router = useRouter();
  const person = usePerson();
  const [trouble, setTrouble] = useState<Trouble>(null);
  const [placedId, setPlacedId] = useState<string | null>(null);
  const [isLeaving, startLeaving] = useTransition();

  const showOrder = (orderId: string) =>
    startLeaving(() => router.push(`/orders/${orderId}` as Route));

  const [pay, isPaying] = useSingleFlight(
    async (card: TypedCardHandle | null, to: Destination, said: readonly string[]) => {
      setTrouble(null);
      if (!card?.isReady) return setTrouble({ kind: 'not_ready' });
      const refuse = (error: StripeError) =>
        setTrouble({ kind: 'refusal', refusal: refusalOf(error) });

      const { receiptEmail, saveCardConsent, consentText } = card;
      const fault = await answerOf(() => soon(card.check()));
      if (fault) return refuse(fault);
      const unsaid = refuseUnlessSaid([
        ...words,
        ...said,
        ...(consentText === null ? [] : [consentText]),
      ]);
      if (unsaid) return setTrouble({ kind: 'failure', failure: unsaid });
      const started = await ask(start, { receiptEmail, saveCardConsent, to });
      if (!started.ok) return setTrouble({ kind: 'failure', failure: started });
      const { orderId, clientSecret } = started.value;
      onPlaced(orderId);
      setPlacedId(orderId);

      const returnUrl = window.location.origin + orderReturnPath(orderId, person);
      const refusal = await answerOf(() => card.confirm(clientSecret, returnUrl));
      const now = await ask(checkOrder, { orderId });
      if (isOtherPerson(now)) return setTrouble({ kind: 'failure', failure: now });
      if (refusal && !(now.ok && isOver(now.value.paymentState))) return refuse(refusal);
      showOrder(orderId);
    },
  );

  return {
    pay,
    pending: isPaying || isLeaving,
    isUnderWay: isPaying,
    placedId,
    trouble,
    clearTrouble: () => setTrouble(null),
  };
}

export type TypedCardPayment = ReturnType<typeof useTypedCardPayment>;

/** Checking the fields asks nobody but their frame: one that does not answer is lost. */
const soon = (check: Promise<StripeError | null>): Promise<StripeError | null> =>
  inTime(check, STRIPE_JS_WAIT_MS).catch(() => ({ type: 'api_connection_error' }));
