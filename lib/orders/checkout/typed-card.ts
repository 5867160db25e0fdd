import { z } from 'zod';
import { findOpenAttempt } from '@/db/queries/attempts';
import { giveOrderConsent, withdrawOrderConsent } from '@/db/queries/consents';
import {
  findLiveIntent,
  insertIntent,
  setSavesCard,
  setSecretOut,
  type Intent,
} from '@/db/queries/intents';
import { changeOrder, type Order } from '@/db/queries/orders';
import type { Transaction } from '@/db/database';
import type { User } from '@/db/queries/users';
import { emailInput } from '../../auth/email-input';
import { refuseAfterFailures, refuseBeforehand, refuseSecret } from '../../limits/card-testing';
import { takeIntentPlace } from '../../limits/live-secrets';
import { database } from '../../database';
import type { SavedFor } from '../../domain/card';
import { checkWording, savingWording } from '../../domain/consent';
import { Failure } from '../../domain/failure';
import { env } from '../../env';
import { sameMoney } from '../../domain/money';
import { isPayableNow } from '../../domain/order';
import type { Subject } from '../../domain/subject';
import { createParameters, updateParameters } from '../../stripe/intent-parameters';
import type { IntentAnswer } from '../../stripe/intents';
import type { LinkedCustomer } from '../../customers/link-customer';
import { withCustomer } from '../../customers/with-customer';
import { updateLiveIntent } from '../attempts/update-intent';
import { cancelIfFailedTooOften, cancelLiveIntent } from '../attempts/cancel-intent';
import { heldAnew, hourBegins, lacksCopy, takeCopyAnew } from '../sync/copy';
import { makeIntent } from '../attempts/make-intent';
import { moveToCustomer } from '../attempts/move-to-customer';
import { withRoomForIntent } from '../attempts/room-for-intent';
import { orderForStripe } from '../attempts/told-to-stripe';
import { destinationInput, settleDestination } from '../destination';
import { findOrderOf, getOrPlaceOrder, moneyInput, subjectInput } from '../subject';
import { syncOrder } from '../sync/sync-order';

export const startPaymentInput = z.object({
  /** A new purchase, or an order that waits for its payment. */
  subject: subjectInput,
  shown: moneyInput,
  to: destinationInput.optional(),
  receiptEmail: emailInput,
  /** The version of the words beside the ticked box; null where it is not ticked. */
  saveCardConsent: z.string().max(40).nullable(),
});
type Input = z.output<typeof startPaymentInput>;

/**
 * Makes the intent that the browser confirms with a card typed there, or brings the order's own up
 * to date with the form. The client secret is for this person's browser, which confirms without
 * asking us: an order that lacks its copy takes one before. Throws Failure and PaymentsError.
 */
export async function startPayment(
  user: User,
  input: Input,
): Promise<{ orderId: string; clientSecret: string }> {
  const { saveCardConsent } = input;
  if (saveCardConsent !== null) {
    checkWording(saveCardConsent, savingWording('save_card_while_paying', env().savedCards));
  }
  await refuseBeforehand(database().read, user.id, orderIdOf(input), Date.now());
  return withCustomer(user, async (customer) => {
    await makeWay(user, input, customer);
    const { order, intent, isNew } = await withRoomForIntent(user.id, (tx) =>
      prepare(tx, user, customer, input),
    );
    const { clientSecret } = await takeToStripe(user, { intent, isNew }, input);
    return { orderId: order.id, clientSecret };
  });
}

const orderIdOf = ({ subject }: Input): string | null =>
  'orderId' in subject ? subject.orderId : null;

/**
 * A typed card cannot join an intent that waits for another card's bank, has failed too often, or is
 * of a Customer that is gone: it gets one of its own. Stripe is asked first, because the challenge
 * may be over and the intent free again.
 */
async function makeWay(user: User, { subject }: Input, customer: LinkedCustomer): Promise<void> {
  const order = await findOrderOf(database().read, user.id, subject);
  if (!order) return;
  if (order.customerId !== customer.id) return moveToCustomer(order, customer);
  await cancelIfFailedTooOften(order.id);
  if (order.paymentState !== 'authenticating') return;
  const now = await syncOrder(order.id);
  if (now?.report.status === 'requires_action') await cancelLiveIntent(order.id);
}

type Prepared = { intent: Intent; isNew: boolean };

async function prepare(
  tx: Transaction,
  user: User,
  customer: LinkedCustomer,
  input: Input,
): Promise<Prepared & { order: Order }> {
  const at = Date.now();
  const { subject, shown, receiptEmail, to } = input;
  const page = { subject, shown, receiptEmail, to };
  const placed = await getOrPlaceOrder(tx, user, customer, page, at);
  if (!sameMoney(placed, shown)) throw new Failure('price_changed');
  if (!isPayableNow(placed)) throw closed(subject, placed);
  const order = await settleDestination(tx, placed, to, at);
  const open = await findOpenAttempt(tx, order.id);
  if (open && open.kind !== 'browser') throw new Failure('payment_in_progress');
  const savesCard = input.saveCardConsent !== null;
  if (savesCard) {
    const kind = 'save_card_while_paying';
    const wording = savingWording(kind, env().savedCards);
    await giveOrderConsent(tx, user.id, order.id, kind, wording, at);
  } else {
    await withdrawOrderConsent(tx, user.id, order.id, 'save_card_while_paying', at);
  }
  // Written even where it is the same. A form that is opened again is a change: the order does not
  // expire while it is filled in, and a charge that was put off is not sent behind the back of a
  // buyer who takes it in hand. And whoever gives the order up at this moment, on another server,
  // writes the same row, so that only one of the two goes through: a canceled order would be left
  // with an intent that a browser can still confirm.
  const copy = (await lacksCopy(tx, order)) ? heldAnew(at) : null;
  const change = { receiptEmail, nextChargeAt: null, ...hourBegins(order, at), ...copy };
  if (!(await changeOrder(tx, order, change, at))) {
    throw new Failure('payment_in_progress');
  }
  if (copy) await takeCopyAnew(tx, order);
  await refuseAfterFailures(tx, user.id, order.id, at);
  const live = await findLiveIntent(tx, order.id);
  if (live) await setSecretOut(tx, live.id);
  const parameters = createParameters(await orderForStripe(tx, order, customer), savedForOf(input));
  const intent =
    live ?? (await insertIntent(tx, order.id, { createParameters: parameters, savesCard }, at));
  await takeIntentPlace(tx, user.id, intent, at);
  return { order, intent, isNew: !live };
}

/** What the merchant saves cards for, where the box is ticked. */
const savedForOf = ({ saveCardConsent }: Input): SavedFor | null =>
  saveCardConsent === null ? null : env().savedCards;

/** Somebody came back to the form of what they have bought: nothing was charged now. */
const closed = (subject: Subject, { id, reference }: Order): Failure =>
  'purchaseId' in subject
    ? new Failure('bought_just_now', { order: { id, reference } })
    : new Failure('order_closed');

/** What Stripe told last is written down together with the last look at whose secret it is. */
async function takeToStripe(
  user: User,
  { intent, isNew }: Prepared,
  input: Input,
): Promise<IntentAnswer> {
  if (intent.stripeIntentId) return bringUpToDate(user, intent, intent.stripeIntentId, input);
  if (isNew) {
    const { answer } = await makeIntent(intent, (stripeIntentId, write) =>
      refuseSecret(user.id, { stripeIntentId, cancel: 'cancel_intent' }, write),
    );
    return answer;
  }
  // Made by an earlier try that was not answered, with what the form said then.
  const made = await makeIntent(intent);
  return bringUpToDate(user, made.intent, made.answer.report.stripeIntentId, input);
}

async function bringUpToDate(
  user: User,
  { id, orderId }: Intent,
  stripeIntentId: string,
  input: Input,
): Promise<IntentAnswer> {
  const savesCard = input.saveCardConsent !== null;
  const parameters = updateParameters(savedForOf(input));
  const answer = await updateLiveIntent(orderId, stripeIntentId, parameters);
  await refuseSecret(user.id, { stripeIntentId, cancel: 'cancel_intent' }, (tx) =>
    setSavesCard(tx, id, savesCard),
  );
  return answer;
}
