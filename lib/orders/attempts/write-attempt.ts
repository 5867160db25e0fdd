import { insertAttempt, type Attempt } from '@/db/queries/attempts';
import type { Card } from '@/db/queries/cards';
import { findLiveIntent, insertIntent, type Intent } from '@/db/queries/intents';
import { changeOrder, type Order } from '@/db/queries/orders';
import type { Transaction } from '@/db/database';
import { Failure } from '../../domain/failure';
import type { Json } from '../../domain/json';
import { nextPaymentState } from '../../domain/order';
import { confirmParameters, createAndConfirmParameters } from '../../stripe/intent-parameters';
import { currentRequestId } from '../../request-scope';
import type { LinkedCustomer } from '../../customers/link-customer';
import { heldAnew, hourBegins, lacksCopy, takeCopyAnew } from '../sync/copy';
import { orderForStripe, returnUrl } from './told-to-stripe';
import { tell } from '../../notify/timeline';

export type Begun = { order: Order; intent: Intent; attempt: Attempt };

type ToWrite = {
  order: Order;
  customer: LinkedCustomer;
  card: Card;
  /** Its buyer is not there, and agreed to be charged later; else they wait for it. */
  isOffSession: boolean;
  /** What an intent is made with where Stripe refused a detail of the order's own. */
  createParameters?: Json;
};

/**
 * Writes down an attempt: its key and the exact parameters that will be sent. An order that lacks its
 * copy takes one. Whoever calls has checked the order and the card.
 * Throws Failure `payment_in_progress` and `sold_out`.
 */
export async function writeAttempt(
  tx: Transaction,
  { order, customer, card, isOffSession, createParameters }: ToWrite,
  at: number,
): Promise<Begun> {
  const event = isOffSession ? 'off_session_started' : 'payment_started';
  const paymentState = nextPaymentState(order.paymentState, event);
  const copy = (await lacksCopy(tx, order)) ? heldAnew(at) : null;
  const hour = isOffSession ? null : hourBegins(order, at);
  const change = { paymentState, nextChargeAt: null, ...hour, ...copy };
  // First of all: of two who begin at once the second finds another version, and stops here. A
  // charge that was put off is under way now, or its buyer has taken it in hand.
  if (!(await changeOrder(tx, order, change, at))) throw new Failure('payment_in_progress');
  if (copy) await takeCopyAnew(tx, order);
  const live = await findLiveIntent(tx, order.id);
  // The call that makes the intent has not been answered: a second one could charge twice.
  if (live && !live.stripeIntentId) throw new Failure('payment_in_progress');
  const saved = {
    stripePaymentMethodId: card.stripePaymentMethodId,
    returnUrl: isOffSession ? null : returnUrl(order),
  };
  const parameters = live
    ? confirmParameters(saved)
    : (createParameters ??
      createAndConfirmParameters(await orderForStripe(tx, order, customer), saved));
  const intent =
    live ??
    (await insertIntent(
      tx,
      order.id,
      { createParameters: parameters, savesCard: false, secretIsOut: false },
      at,
    ));
  const attempt = await insertAttempt(
    tx,
    {
      orderId: order.id,
      intentId: intent.id,
      kind: live ? 'confirm' : { create: intent.createKey },
      isOffSession,
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
  const data = { brand, last4, number: attempt.number, ...(isOffSession && { isOffSession }) };
  await tell(tx, order.id, 'attempt_started', data, at);
  return {
    order: { ...order, ...change, version: order.version + 1 },
    intent,
    attempt,
  };
}
