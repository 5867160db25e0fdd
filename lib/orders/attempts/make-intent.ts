import { findOpenAttempt } from '@/db/queries/attempts';
import {
  endIntent,
  findLiveIntent,
  insertIntent,
  setStripeIntent,
  type Intent,
} from '@/db/queries/intents';
import { changeOrderJustRead, findOrderById } from '@/db/queries/orders';
import type { Transaction } from '@/db/database';
import { database } from '../../database';
import type { Json } from '../../domain/json';
import { isPayable } from '../../domain/order';
import { namesMissingCustomer } from '../../stripe/customers';
import { withoutRefusedDetail } from '../../stripe/details';
import { PaymentsError } from '../../stripe/errors';
import { createIntent, type IntentAnswer } from '../../stripe/intents';

/** What Stripe made, and the row that it was made for: another one where a detail was refused. */
type Made = { answer: IntentAnswer; intent: Intent };

/** Runs what writes a new intent's id down. */
type WriteMade = (
  stripeIntentId: string,
  write: (tx: Transaction) => Promise<void>,
) => Promise<void>;

/**
 * Has an intent made that confirms nothing by itself, and writes its id down, by `inTransaction`
 * where more belongs into the same one. The same key may go out again at any time.
 * Throws PaymentsError, and what `inTransaction` throws.
 */
export async function makeIntent(
  intent: Intent,
  inTransaction: WriteMade = (_, write) => database().transaction(write),
): Promise<Made> {
  try {
    const answer = await createIntent(intent.createKey, intent.createParameters);
    const { stripeIntentId } = answer.report;
    await inTransaction(stripeIntentId, (tx) => setStripeIntent(tx, intent.id, stripeIntentId));
    return { answer, intent };
  } catch (error) {
    const fewer = withoutRefusedDetail(intent.createParameters, error);
    const replaced = fewer && (await replace(intent, fewer));
    if (replaced) return makeIntent(replaced, inTransaction);
    // Its key gets nothing else for a day, and the order could be neither paid nor given up: the
    // next intent has another key. One that Stripe made all the same has no card, and nobody has
    // its secret.
    if (error instanceof PaymentsError && error.isKept) await end(intent);
    throw error;
  }
}

/**
 * Gets the id of an order's intent whose making was never answered. Such an intent confirms nothing
 * by itself, so the same key may go out again at any time; one that an attempt is making is left to
 * that attempt. Throws PaymentsError.
 */
export async function finishMakingIntent(orderId: string): Promise<void> {
  const { read } = database();
  const intent = await findLiveIntent(read, orderId);
  if (!intent || intent.stripeIntentId || (await findOpenAttempt(read, orderId))) return;
  try {
    await makeIntent(intent);
  } catch (error) {
    if (!namesMissingCustomer(error)) throw error;
    // Had the first call arrived, the key would have brought its answer. It cannot arrive any more.
    await end(intent);
  }
}

/**
 * Another intent in the place of one of which Stripe refused a detail, with a key of its own and
 * without details: it is done once. Another tab that did the same is joined: its key may go out again.
 * Null where the order was given up or paid meanwhile.
 */
const replace = (
  { id, orderId, savesCard, secretIsOut }: Intent,
  createParameters: Json,
): Promise<Intent | null> =>
  database().transaction(async (tx) => {
    const at = Date.now();
    const order = await findOrderById(tx, orderId);
    const live = await findLiveIntent(tx, orderId);
    if (!order || !live || !isPayable(order.paymentState)) return null;
    if (live.id !== id) return live;
    // Whoever gives the order up at this moment writes the same row: only one of the two goes through.
    await changeOrderJustRead(tx, order, {}, at);
    await endIntent(tx, id, at);
    const { givenAt, givenTo } = live;
    const was = { createParameters, savesCard, secretIsOut, givenAt, givenTo };
    return insertIntent(tx, orderId, was, at);
  });

const end = ({ id }: Intent): Promise<void> =>
  database().transaction((tx) => endIntent(tx, id, Date.now()));
