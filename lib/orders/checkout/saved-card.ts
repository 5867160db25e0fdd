import { z } from 'zod';
import { listAttempts } from '@/db/queries/attempts';
import { findCard } from '@/db/queries/cards';
import type { User } from '@/db/queries/users';
import { linkStripeCustomer, type LinkedCustomer } from '../../customers/link-customer';
import { database } from '../../database';
import { Failure } from '../../domain/failure';
import { sameMoney } from '../../domain/money';
import type { PaymentStarted, Subject } from '../../domain/subject';
import { refuseBeforehand } from '../../limits/card-testing';
import { PaymentsError } from '../../stripe/errors';
import type { IntentAnswer } from '../../stripe/intents';
import { cancelIfFailedTooOften } from '../attempts/cancel-intent';
import { finishMakingIntent } from '../attempts/make-intent';
import { moveToCustomer } from '../attempts/move-to-customer';
import { withRoomForIntent } from '../attempts/room-for-intent';
import { checkRefusedCard } from '../attempts/refused-card';
import { sendAttempt } from '../attempts/send-attempt';
import { stopSaving } from '../attempts/update-intent';
import type { Begun } from '../attempts/write-attempt';
import { destinationInput, settleDestination } from '../destination';
import { placeOrder } from '../place-order';
import { findOrderOf, getOrder, moneyInput, orderInput, purchaseInput } from '../subject';
import { syncOrder } from '../sync/sync-order';
import { beginAttempt } from './begin-attempt';
import { swapCard } from './swap-card';

export const buyWithCardInput = purchaseInput.extend({
  cardId: z.uuid(),
  shown: moneyInput,
  to: destinationInput.optional(),
});

export const payOrderInput = orderInput.extend({
  cardId: z.uuid(),
  shown: moneyInput,
  to: destinationInput.optional(),
});

/**
 * One click: places the order of a purchase and charges a saved card for it. The same purchase
 * again answers with the same order and charges nothing. Throws Failure and PaymentsError.
 */
export async function buyWithCard(
  user: User,
  { cardId, ...purchase }: z.output<typeof buyWithCardInput>,
): Promise<PaymentStarted> {
  const customer = await linkStripeCustomer(user);
  await moveUntriedOrder(user, purchase, customer);
  const begun = await withRoomForIntent(user.id, async (tx) => {
    const at = Date.now();
    const order = await placeOrder(
      tx,
      user,
      customer,
      { ...purchase, receiptEmail: user.email },
      at,
    );
    // A second click on the same button: the first is on its way, or has been answered.
    if ((await listAttempts(tx, order.id)).length > 0) return { order };
    const settled = await settleDestination(tx, order, purchase.to, at);
    return beginAttempt(tx, user, customer, { order: settled, cardId }, at);
  });
  return 'attempt' in begun
    ? started(begun)
    : { orderId: begun.order.id, clientSecret: null, isAgain: true };
}

/** An order that was placed at checkout, and left there, may be of a Customer that is gone. */
async function moveUntriedOrder(
  user: User,
  purchase: Subject,
  customer: LinkedCustomer,
): Promise<void> {
  const { read } = database();
  const placed = await findOrderOf(read, user.id, purchase);
  const isUntried = placed && (await listAttempts(read, placed.id)).length === 0;
  if (isUntried) await moveToCustomer(placed, customer);
}

/** Pays an order that is not paid yet with a saved card. Throws Failure and PaymentsError. */
export async function payOrder(
  user: User,
  { orderId, cardId, shown, to }: z.output<typeof payOrderInput>,
): Promise<PaymentStarted> {
  const placed = await getOrder(database().read, user.id, orderId);
  if (!sameMoney(placed, shown)) throw new Failure('price_changed');
  // Before anything is taken from the card whose bank may still be waiting.
  const { read } = database();
  const card = await findCard(read, user.id, cardId);
  await refuseBeforehand(read, user.id, orderId, Date.now(), card);
  const customer = await linkStripeCustomer(user);
  await moveToCustomer(placed, customer);
  const order = await getOrder(database().read, user.id, orderId);
  if (order.paymentState === 'authenticating') {
    // Asked first, because the challenge may be over and the intent free again.
    const now = await syncOrder(orderId);
    if (now?.report.status === 'requires_action') await swapCard(user, order, cardId);
  }
  await finishMakingIntent(orderId);
  await cancelIfFailedTooOften(orderId);
  await stopSaving(orderId);
  const begun = await withRoomForIntent(user.id, async (tx) => {
    const at = Date.now();
    const current = await getOrder(tx, user.id, orderId);
    const order = await settleDestination(tx, current, to, at);
    return beginAttempt(tx, user, customer, { order, cardId }, at);
  });
  return started(begun);
}

async function started(begun: Begun): Promise<PaymentStarted> {
  const orderId = begun.order.id;
  try {
    return { orderId, clientSecret: secretIfAsked(await sendAttempt(begun)) };
  } catch (error) {
    if (!(error instanceof PaymentsError)) throw error;
    // The order's page tells what is known, and goes on watching.
    if (error.fault === 'unknown') return { orderId, clientSecret: null };
    // Another tab's card has paid, or the intent was canceled, since the attempt was written down.
    if (error.fault === 'unexpected_state') {
      await syncOrder(orderId);
      return { orderId, clientSecret: null };
    }
    await checkRefusedCard(error, begun.attempt.cardId);
    throw error;
  }
}

const secretIfAsked = ({ report, clientSecret }: IntentAnswer): string | null =>
  report.status === 'requires_action' ? clientSecret : null;
