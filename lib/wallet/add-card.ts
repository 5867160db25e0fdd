import { z } from 'zod';
import { insertCardSetup, setStripeSetupIntent } from '@/db/queries/card-setups';
import { giveSetupConsent } from '@/db/queries/consents';
import type { User } from '@/db/queries/users';
import { addressKey } from '../limits/address-key';
import { countSetup, refuseSecret } from '../limits/card-testing';
import { findSetupPlace } from '../limits/live-secrets';
import { checkWording, consentWordings } from '../domain/consent';
import { createSetupIntent, setupParameters } from '../stripe/setup-intents';
import type { LinkedCustomer } from '../customers/link-customer';
import { withCustomer } from '../customers/with-customer';
import { withRoomForSetup } from './room-for-setup';

export const addCardInput = z.object({
  /** The version of the words that the form showed. */
  consentVersion: z.string().max(40),
});

/**
 * Starts adding a card: the agreement and the key are written down, then Stripe makes a
 * SetupIntent. The client secret is for this person's browser. How often somebody may begin is
 * limited, and how many forms are good at a time: whoever tests stolen cards would do it here for
 * nothing. Throws Failure and PaymentsError.
 */
export async function startAddingCard(
  user: User,
  input: z.output<typeof addCardInput>,
): Promise<{ clientSecret: string }> {
  checkWording(input.consentVersion, consentWordings.save_card_in_wallet);
  return withCustomer(user, (customer) => startSetup(user, customer));
}

async function startSetup(user: User, customer: LinkedCustomer): Promise<{ clientSecret: string }> {
  const setup = await withRoomForSetup(user.id, async (tx) => {
    const at = Date.now();
    await countSetup(tx, user.id, at);
    await findSetupPlace(tx, user.id, at);
    const row = await insertCardSetup(
      tx,
      { userId: user.id, customerId: customer.id, givenTo: addressKey() },
      setupParameters(customer.stripeCustomerId, user.id),
      at,
    );
    const kind = 'save_card_in_wallet';
    await giveSetupConsent(tx, user.id, row.id, kind, consentWordings[kind], at);
    return row;
  });
  const made = await createSetupIntent(setup.createKey, setup.createParameters);
  const { stripeSetupIntentId } = made;
  await refuseSecret(
    user.id,
    { stripeIntentId: stripeSetupIntentId, cancel: 'cancel_setup' },
    (tx) => setStripeSetupIntent(tx, setup.id, stripeSetupIntentId),
  );
  return { clientSecret: made.clientSecret };
}
