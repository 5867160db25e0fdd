import { insertAttempt, type Attempt } from '@/db/queries/attempts';
import type { Card } from '@/db/queries/cards';
import { findLiveIntent, insertIntent, type Intent } from '@/db/queries/intents';
import { changeOrder, type Order } from '@/db/queries/orders';
import type { Transaction } from '@/db/database';
import { Failure } from '../../domain/failure';
import { nextPaymentState } from '../../domain/order';
import { confirmParameters, createAndConfirmParameters } from '../../stripe/intent-parameters';
import { currentRequestId } from '../../request-scope';
import type { LinkedCustomer } from '../../customers/link-customer';
import { purchaseOf } from './told-to-stripe';
import { returnUrl } from './return-url';
import { tell } from '../../notify/timeline';

export type Begun = { order: Order; intent: Intent; attempt: Attempt };

type ToWrite = {
  order: Order;
  customer: LinkedCustomer;
  card: Card;
  /** The buyer waits for it; or is away, and agreed to be charged later. */
  buyer: 'present' | 'away';
};

/**
 * Writes down an attempt: its key and the exact parameters that will be sent. Whoever calls has
 * checked the order and the card. Throws Failure `payment_in_progress`.
 */
export async function writeAttempt(
  tx: Transaction,
  { order, customer, card, buyer }: ToWrite,
  at: number,
): Promise<Begun> {
  const isAway = buyer === 'away';
  const event = isAway ? 'charge_started' : 'payment_started';
  const paymentState = nextPaymentState(order.paymentState, event);
  // First of all: of two who begin at once the second finds another version, and stops here. A
  // charge that was put off is under way now, or its buyer has taken it in hand.
  if (!(await changeOrder(tx, order, { paymentState, nextChargeAt: null }, at))) {
    throw new Failure('payment_in_progress');
  }
  const live = await findLiveIntent(tx, order.id);
  // The call that makes the intent has not been answered: a second one could charge twice.
  if (live && !live.stripeIntentId) throw new Failure('payment_in_progress');
  const saved = {
    stripePaymentMethodId: card.stripePaymentMethodId,
    returnUrl: isAway ? null : returnUrl(order.id),
  };
  const parameters = live
    ? confirmParameters(saved)
    : createAndConfirmParameters(purchaseOf(order, customer), saved);
  const intent =
    live ??
    (await insertIntent(tx, order.id, { createParameters: parameters, savesCard: false }, at));
  const attempt = await insertAttempt(
    tx,
    {
      orderId: order.id,
      intentId: intent.id,
      kind: live ? 'confirm' : { create: intent.createKey },
      isOffSession: isAway,
      cardId: card.id,
      cardBrand: card.brand,
      cardLast4: card.last4,
      amount: order.amount,
      currency: order.currency,
      parameters,
      requestId: currentRequestId(),
      outcome: 'sending',
    },
    at,
  );
  const { brand, last4 } = card;
  const data = { brand, last4, number: attempt.number, ...(isAway && { isOffSession: true }) };
  await tell(tx, order.id, 'attempt_started', data, at);
  return {
    order: { ...order, paymentState, nextChargeAt: null, version: order.version + 1 },
    intent,
    attempt,
  };
}
