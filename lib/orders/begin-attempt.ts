import { findOpenAttempt, insertAttempt, type Attempt } from '@/db/queries/attempts';
import { findCard } from '@/db/queries/cards';
import { withdrawOrderConsent } from '@/db/queries/consents';
import { findLiveIntent, insertIntent, type Intent } from '@/db/queries/intents';
import { changeOrder, type Order } from '@/db/queries/orders';
import type { Transaction } from '@/db/database';
import type { User } from '@/db/queries/users';
import { refuseAfterFailures } from '../card-testing';
import { expiryOf } from '../domain/card';
import { Failure } from '../domain/failure';
import { isPayable, nextPaymentState } from '../domain/order';
import { confirmParameters, createAndConfirmParameters } from '../payments/intent-parameters';
import { currentRequestId } from '../request-scope';
import type { LinkedCustomer } from '../wallet/link-customer';
import { purchaseOf } from './purchase-of';
import { returnUrl } from './return-url';
import { tell } from './timeline';

export type Begun = { order: Order; intent: Intent; attempt: Attempt };

/**
 * Writes down an attempt to pay an order with a saved card: its key and the exact parameters that
 * will be sent. Nothing is sent yet. Throws Failure: `not_found` for a card that is missing or
 * somebody else's, `order_closed`, `payment_in_progress`, `payment_limit`.
 */
export async function beginAttempt(
  tx: Transaction,
  user: User,
  customer: LinkedCustomer,
  { order, cardId }: { order: Order; cardId: string },
  at: number,
): Promise<Begun> {
  const card = await findCard(tx, user.id, cardId);
  if (card?.state !== 'active' || card.customerId !== customer.id) throw new Failure('not_found');
  if (expiryOf(card, at) === 'expired') throw new Failure('card_not_ready');
  if (!isPayable(order.paymentState)) throw new Failure('order_closed');
  if (await findOpenAttempt(tx, order.id)) throw new Failure('payment_in_progress');

  // A box that was ticked beside the card form spoke of a card that is not the one used now.
  await withdrawOrderConsent(tx, user.id, order.id, at);
  const live = await findLiveIntent(tx, order.id);
  // The call that makes the intent has not been answered: a second one could charge twice.
  if (live && !live.stripeIntentId) throw new Failure('payment_in_progress');
  const saved = {
    stripePaymentMethodId: card.stripePaymentMethodId,
    returnUrl: returnUrl(order.id),
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
  const paymentState = nextPaymentState(order.paymentState, 'payment_started');
  if (!(await changeOrder(tx, order, { paymentState }, at))) {
    throw new Failure('payment_in_progress');
  }
  // After the order's row, as everywhere: two who lock the same rows in two orders lock each other out.
  await refuseAfterFailures(tx, user.id, order.id, at);
  const { brand, last4 } = card;
  await tell(tx, order.id, 'attempt_started', { brand, last4, number: attempt.number }, at);
  return { order: { ...order, paymentState, version: order.version + 1 }, intent, attempt };
}
