import { z } from 'zod';
import { insertCardSetup, setStripeSetupIntent } from '@/db/queries/card-setups';
import { giveSetupConsent } from '@/db/queries/consents';
import type { User } from '@/db/queries/users';
import { countSetup } from '../limits/card-testing';
import { database } from '../database';
import { checkWording, consentWordings } from '../domain/consent';
import { createSetupIntent, setupParameters } from '../stripe/setup-intents';
import type { LinkedCustomer } from '../customers/link-customer';
import { withCustomer } from '../customers/with-customer';

export const addCardInput = z.object({
  /** The version of the words that the form showed. */
  consentVersion: z.string().max(40),
});

/**
 * Starts adding a card: the agreement and the key are written down, then Stripe makes a
 * SetupIntent. The client secret is for this person's browser. How often somebody may begin is
 * limited: whoever tests stolen cards would do it here for nothing. Throws Failure and PaymentsError.
 */
export async function startAddingCard(
  user: User,
  input: z.output<typeof addCardInput>,
): Promise<{ clientSecret: string }> {
  checkWording(input.consentVersion, consentWordings.save_card_in_wallet);
  return withCustomer(user, (customer) => startSetup(user, customer));
}

async function startSetup(user: User, customer: LinkedCustomer): Promise<{ clientSecret: string }> {
  const setup = await database().transaction(async (tx) => {
    const at = Date.now();
    await countSetup(tx, user.id, at);
    const row = await insertCardSetup(
      tx,
      { userId: user.id, customerId: customer.id },
      setupParameters(customer.stripeCustomerId, user.id),
      at,
    );
    const kind = 'save_card_in_wallet';
    await giveSetupConsent(tx, user.id, row.id, kind, consentWordings[kind], at);
    return row;
  });
  const made = await createSetupIntent(setup.createKey, setup.createParameters);
  await database().transaction((tx) =>
    setStripeSetupIntent(tx, setup.id, made.stripeSetupIntentId),
  );
  return { clientSecret: made.clientSecret };
}
