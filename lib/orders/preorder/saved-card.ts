import { z } from 'zod';
import {
  endSetup,
  insertOrderSetup,
  listOrderSetups,
  setStripeSetupIntent,
  type CardSetup,
} from '@/db/queries/card-setups';
import type { Card } from '@/db/queries/cards';
import type { Transaction } from '@/db/database';
import type { User } from '@/db/queries/users';
import { database } from '../../database';
import { addressKey } from '../../limits/address-key';
import { refuseAfterFailures } from '../../limits/card-testing';
import { findSetupPlace } from '../../limits/live-secrets';
import type { PaymentStarted } from '../../domain/subject';
import { PaymentsError } from '../../stripe/errors';
import { orderSetupParameters, startSetup } from '../../stripe/setup-intents';
import { linkStripeCustomer, type LinkedCustomer } from '../../customers/link-customer';
import { applySetup } from '../../setups/sync-setup';
import { withRoomForSetup } from '../../wallet/room-for-setup';
import { moveSubjectToCustomer } from '../attempts/move-to-customer';
import { checkRefusedCard } from '../attempts/refused-card';
import { getUsableCard } from '../attempts/usable-card';
import { settleDestination } from '../destination';
import { agreeToChargeLater, placePreorder, preorderInput } from './place-preorder';
import { returnUrl } from '../attempts/told-to-stripe';

export const preorderWithCardInput = preorderInput.extend({ cardId: z.uuid() });

/**
 * One click: places a pre-order, or takes one that is there, and sets a saved card up to be charged
 * when it is sent. Nothing is charged. The same purchase again answers with the same order. A card
 * that the order has so far stays until the new one is set up. Throws Failure and PaymentsError.
 */
export async function preorderWithCard(
  user: User,
  input: z.output<typeof preorderWithCardInput>,
): Promise<PaymentStarted> {
  const customer = await linkStripeCustomer(user);
  await moveSubjectToCustomer(user, input.subject, customer);
  const { orderId, setup } = await withRoomForSetup(user.id, async (tx) => {
    const at = Date.now();
    const usable = { customerId: customer.id, scheduledCardId: null };
    const card = await getUsableCard(tx, user.id, input.cardId, usable, at);
    const placed = { ...input, receiptEmail: user.email };
    const preordered = await placePreorder(tx, user, customer, placed, at);
    // A second click on the same button: the first is on its way, or has been answered.
    const isAgain =
      'purchaseId' in input.subject && (await listOrderSetups(tx, preordered.id)).length > 0;
    if (isAgain) return { orderId: preordered.id, setup: null };
    const order = await settleDestination(tx, preordered, input.to, at);
    await agreeToChargeLater(tx, user, order, at);
    await refuseAfterFailures(tx, user.id, order.id, at, card);
    // The bank may ask, and the browser gets the secret for that.
    await findSetupPlace(tx, user.id, at);
    const setup = await writeSetup(tx, { userId: user.id, customer, orderId: order.id, card }, at);
    return { orderId: order.id, setup };
  });
  if (!setup) return { orderId, clientSecret: null, isAgain: true };
  return { orderId, clientSecret: await sendSetup(setup, input.cardId) };
}

type SetupToWrite = { userId: string; customer: LinkedCustomer; orderId: string; card: Card };

const writeSetup = (
  tx: Transaction,
  { userId, customer, orderId, card }: SetupToWrite,
  at: number,
): Promise<CardSetup> =>
  insertOrderSetup(
    tx,
    { userId, customerId: customer.id, orderId, givenTo: addressKey() },
    (cardSetupId) =>
      orderSetupParameters(
        { stripeCustomerId: customer.stripeCustomerId, userId, orderId, cardSetupId },
        {
          stripePaymentMethodId: card.stripePaymentMethodId,
          returnUrl: returnUrl({ id: orderId, userId }),
        },
      ),
    at,
  );

/** The secret is null where the bank does not ask. */
async function sendSetup(setup: CardSetup, cardId: string): Promise<string | null> {
  try {
    const answer = await startSetup(setup.createKey, setup.createParameters);
    await database().transaction(async (tx) => {
      await setStripeSetupIntent(tx, setup.id, answer.report.stripeSetupIntentId);
      await applySetup(tx, answer.report, Date.now());
      // Nobody gets the secret of one that its bank did not ask about.
      if (answer.report.status !== 'requires_action') await endSetup(tx, setup.id, Date.now());
    });
    return answer.report.status === 'requires_action' ? answer.clientSecret : null;
  } catch (error) {
    if (!(error instanceof PaymentsError)) throw error;
    // Nothing was charged either way: the order's page looks for what came of it.
    if (error.fault === 'unknown') return null;
    await checkRefusedCard(error, cardId);
    throw error;
  }
}
