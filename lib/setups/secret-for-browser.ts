import type { CardSetup } from '@/db/queries/card-setups';
import type { Transaction } from '@/db/database';
import { refuseSecret } from '../limits/card-testing';
import { retrieveSetup, type SetupAnswer } from '../stripe/setup-intents';
import { makeSetup, type SetupToMake } from './make-setup';

/**
 * Stripe's word on a set-up that its owner's browser confirms: made now, or asked about where it is made
 * already. Its secret is for the browser, so whose it is is looked at last of all.
 * Throws Failure `payment_limit` and PaymentsError.
 */
export async function secretForBrowser(
  userId: string,
  setup: SetupToMake & Partial<Pick<CardSetup, 'stripeSetupIntentId'>>,
): Promise<SetupAnswer> {
  const lastLook = (stripeIntentId: string, write?: (tx: Transaction) => Promise<void>) =>
    refuseSecret(userId, { stripeIntentId, cancel: 'cancel_setup' }, write);
  const { stripeSetupIntentId = null } = setup;
  if (stripeSetupIntentId === null) return makeSetup(setup, lastLook);
  const answer = await retrieveSetup(stripeSetupIntentId);
  if (takesCardYet(answer)) await lastLook(stripeSetupIntentId);
  return answer;
}

/** The browser may bring another card to it, one that waits for the first card's bank included. */
export const takesCardYet = ({ report: { status } }: SetupAnswer): boolean =>
  status === 'requires_payment_method' ||
  status === 'requires_confirmation' ||
  status === 'requires_action';
