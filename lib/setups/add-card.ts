import { z } from 'zod';
import { findOwnSetup, insertCardSetup, type CardSetup } from '@/db/queries/card-setups';
import { giveSetupConsent } from '@/db/queries/consents';
import type { User } from '@/db/queries/users';
import type { Transaction } from '@/db/database';
import type { SavedFor } from '../domain/card';
import { checkWording, savingWording } from '../domain/consent';
import { env } from '../env';
import { addressKey } from '../limits/address-key';
import { countSetup, refuseAfterFailures } from '../limits/card-testing';
import { findSetupPlace } from '../limits/live-secrets';
import { isForBrowser, setupParameters, usageOf, type SetupAnswer } from '../stripe/setup-intents';
import type { LinkedCustomer } from '../customers/link-customer';
import { withCustomer } from '../customers/with-customer';
import { withRoomForSetup } from '../wallet/room-for-setup';
import type { SetupToMake } from './make-setup';
import { secretForBrowser, takesCardYet } from './secret-for-browser';
import { applySetup } from './sync-setup';

export const addCardInput = z.object({
  /** The version of the words that the form showed. */
  consentVersion: z.string().max(40),
  /** What the same form was given before, where that came to nothing; null at its first try. */
  cardSetupId: z.uuid().nullable().default(null),
});

const kind = 'save_card_in_wallet';

type Started = {
  cardSetupId: string;
  clientSecret: string;
  /** What the form must say that the card is for, or Stripe.js refuses it. */
  usage: SavedFor;
};

/**
 * Somebody wants the card saved that they have typed: the agreement and the key are written down, then
 * Stripe makes a SetupIntent. Until they press nothing is made, and nothing is counted. A form that tries
 * again, because its card was refused, goes on with what it has, as long as that takes a card. The
 * client secret is for this person's browser. How often somebody may begin is limited, and how many
 * forms are good at a time: whoever tests stolen cards would do it here for nothing.
 * Throws Failure and PaymentsError.
 */
export async function startAddingCard(
  user: User,
  input: z.input<typeof addCardInput>,
): Promise<Started> {
  checkWording(input.consentVersion, savingWording(kind, env().savedCards));
  return withCustomer(user, (customer) => start(user, customer, input.cardSetupId ?? null));
}

async function start(
  user: User,
  customer: LinkedCustomer,
  cardSetupId: string | null,
): Promise<Started> {
  const setup = await withRoomForSetup(user.id, async (tx) => {
    const at = Date.now();
    const open = cardSetupId === null ? null : await findOpen(tx, user, customer, cardSetupId);
    if (!open) return begin(tx, user, customer, at);
    await refuseAfterFailures(tx, user.id, null, at);
    return agreed(tx, user, open, at);
  });
  const answer = await secretForBrowser(user.id, setup);
  if (takesCardYet(answer)) return started(setup, answer);

  // Canceled meanwhile, or it has a card though its owner was not told: that one is kept, and what is
  // typed now gets another.
  const next = await withRoomForSetup(user.id, async (tx) => {
    const at = Date.now();
    await applySetup(tx, answer.report, at);
    return begin(tx, user, customer, at);
  });
  return started(next, await secretForBrowser(user.id, next));
}

const started = ({ id }: { id: string }, { clientSecret, usageTold }: SetupAnswer): Started => ({
  cardSetupId: id,
  clientSecret,
  usage: usageTold,
});

/** Nobody else's, none of an order's, and none that saves a card for something else than the words say now. */
async function findOpen(
  tx: Transaction,
  user: User,
  customer: LinkedCustomer,
  cardSetupId: string,
): Promise<CardSetup | null> {
  const setup = await findOwnSetup(tx, user.id, cardSetupId);
  const isOpen =
    setup?.orderId === null &&
    setup.endedAt === null &&
    setup.cardId === null &&
    setup.customerId === customer.id &&
    isForBrowser(setup.createParameters) &&
    usageOf(setup.createParameters) === env().savedCards;
  return isOpen ? setup : null;
}

async function begin(
  tx: Transaction,
  user: User,
  customer: LinkedCustomer,
  at: number,
): Promise<SetupToMake> {
  await countSetup(tx, user.id, at);
  await findSetupPlace(tx, user.id, at);
  const row = await insertCardSetup(
    tx,
    { userId: user.id, customerId: customer.id, givenTo: addressKey() },
    setupParameters(customer.stripeCustomerId, user.id, env().savedCards),
    at,
  );
  return agreed(tx, user, row, at);
}

async function agreed<Setup extends { id: string }>(
  tx: Transaction,
  user: User,
  setup: Setup,
  at: number,
): Promise<Setup> {
  const wording = savingWording(kind, env().savedCards);
  await giveSetupConsent(tx, user.id, setup.id, kind, wording, at);
  return setup;
}
