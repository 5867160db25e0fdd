import { z } from 'zod';
import { insertOrderSetup, listOrderSetups, type CardSetup } from '@/db/queries/card-setups';
import { giveSetupConsent, withdrawSetupConsent } from '@/db/queries/consents';
import { changeOrder, type Order } from '@/db/queries/orders';
import type { Transaction } from '@/db/database';
import type { User } from '@/db/queries/users';
import { emailInput } from '../../auth/email-input';
import { addressKey } from '../../limits/address-key';
import { countSetup, refuseAfterFailures } from '../../limits/card-testing';
import { findSetupPlace } from '../../limits/live-secrets';
import { checkWording, savingWording } from '../../domain/consent';
import { env } from '../../env';
import { isForBrowser, orderSetupParameters } from '../../stripe/setup-intents';
import type { LinkedCustomer } from '../../customers/link-customer';
import { applySetup } from '../../setups/sync-setup';
import { withCustomer } from '../../customers/with-customer';
import { withRoomForSetup } from '../../wallet/room-for-setup';
import { moveSubjectToCustomer } from '../attempts/move-to-customer';
import { settleDestination } from '../destination';
import { secretForBrowser, takesCardYet } from '../../setups/secret-for-browser';
import { agreeToChargeLater, placePreorder, preorderInput } from './place-preorder';

export const startPreorderInput = preorderInput.extend({
  receiptEmail: emailInput,
  /** The version of the words beside the ticked box; null where it is not ticked. */
  saveCardConsent: z.string().max(40).nullable(),
});
type Input = z.output<typeof startPreorderInput>;

/**
 * Makes the SetupIntent that the browser confirms with a card typed there, for a pre-order that is
 * placed with it or one that is there. Another try is on the same one. The client secret is for
 * this person's browser. Throws Failure and PaymentsError.
 */
export async function startPreorder(
  user: User,
  input: Input,
): Promise<{ orderId: string; clientSecret: string }> {
  const { saveCardConsent } = input;
  if (saveCardConsent !== null) {
    checkWording(saveCardConsent, savingWording('save_card_while_paying', env().savedCards));
  }
  return withCustomer(user, async (customer) => {
    await moveSubjectToCustomer(user, input.subject, customer);
    return start(user, customer, input);
  });
}

async function start(
  user: User,
  customer: LinkedCustomer,
  input: Input,
): Promise<{ orderId: string; clientSecret: string }> {
  const { orderId, setup } = await withRoomForSetup(user.id, async (tx) => {
    const at = Date.now();
    const order = await prepare(tx, user, customer, input, at);
    const open = await findOpenSetup(tx, order.id, customer);
    if (open) await refuseAfterFailures(tx, user.id, order.id, at);
    const used = open ?? (await beginSetup(tx, user, customer, order.id, at));
    await noteBox(tx, user, used, input, at);
    return { orderId: order.id, setup: used };
  });
  const answer = await secretForBrowser(user.id, setup);
  if (takesCardYet(answer)) return { orderId, clientSecret: answer.clientSecret };

  // It has come to its end since: what it came to is written down, and the card gets another.
  const next = await withRoomForSetup(user.id, async (tx) => {
    const at = Date.now();
    await applySetup(tx, answer.report, at);
    const written = await beginSetup(tx, user, customer, orderId, at);
    await noteBox(tx, user, written, input, at);
    return written;
  });
  return { orderId, clientSecret: (await secretForBrowser(user.id, next)).clientSecret };
}

/** The one that was begun last, if the browser can go on with it. */
async function findOpenSetup(
  tx: Transaction,
  orderId: string,
  customer: LinkedCustomer,
): Promise<CardSetup | null> {
  const [last] = await listOrderSetups(tx, orderId);
  const isOpen =
    last?.cardId === null &&
    last.endedAt === null &&
    last.customerId === customer.id &&
    isForBrowser(last.createParameters);
  return isOpen ? last : null;
}

async function prepare(
  tx: Transaction,
  user: User,
  customer: LinkedCustomer,
  input: Input,
  at: number,
): Promise<Order> {
  const placed = await placePreorder(tx, user, customer, input, at);
  const order = await settleDestination(tx, placed, input.to, at);
  await agreeToChargeLater(tx, user, order, at);
  if (order.receiptEmail !== input.receiptEmail) {
    await changeOrder(tx, order, { receiptEmail: input.receiptEmail }, at);
  }
  return order;
}

/** How often somebody may begin is limited: whoever tests stolen cards would do it here for nothing. */
async function beginSetup(
  tx: Transaction,
  user: User,
  { id: customerId, stripeCustomerId }: LinkedCustomer,
  orderId: string,
  at: number,
): Promise<CardSetup> {
  await countSetup(tx, user.id, at);
  await findSetupPlace(tx, user.id, at);
  const owner = { userId: user.id, customerId, orderId, givenTo: addressKey() };
  return insertOrderSetup(
    tx,
    owner,
    (cardSetupId) =>
      orderSetupParameters({ stripeCustomerId, userId: user.id, orderId, cardSetupId }, null),
    at,
  );
}

/**
 * The card is kept in any case, because the order needs it. Whether checkout offers it is for the
 * box to say.
 */
async function noteBox(
  tx: Transaction,
  user: User,
  setup: CardSetup,
  { saveCardConsent }: Input,
  at: number,
): Promise<void> {
  if (saveCardConsent === null) return withdrawSetupConsent(tx, setup.id, at);
  const kind = 'save_card_while_paying';
  const wording = savingWording(kind, env().savedCards);
  await giveSetupConsent(tx, user.id, setup.id, kind, wording, at);
}
