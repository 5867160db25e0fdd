import { endSetup, setStripeSetupIntent, type CardSetup } from '@/db/queries/card-setups';
import { writeCall } from '@/db/queries/stripe-calls';
import type { Transaction } from '@/db/database';
import { database } from '../database';
import { CLICK_IS_ALIVE_MS } from '../domain/attempt';
import { keptFor, type LiveSecret } from '../domain/live-secrets';
import { untilRoom } from '../limits/live-secrets';
import { isMissing, isNotThere } from '../stripe/errors';
import {
  cancelSetup,
  createSetupIntent,
  isForBrowser,
  retrieveSetup,
} from '../stripe/setup-intents';
import { stripeBinding } from '../stripe-binding';

/**
 * Runs the transaction that begins a set-up of a card. Where its person has begun too many, their
 * oldest one that no bank is asked about is canceled first. Throws Failure `bank_waits` and
 * PaymentsError.
 */
export const withRoomForSetup = <T>(
  userId: string,
  write: (tx: Transaction) => Promise<T>,
): Promise<T> => untilRoom<CardSetup, T>(userId, giveUpSetup, write);

/** 0 where the set-up takes no card any more; else for how long its bank may be asked, in ms. */
async function giveUpSetup(setup: CardSetup): Promise<number> {
  await stripeBinding();
  const stripeSetupIntentId = setup.stripeSetupIntentId ?? (await finishMaking(setup));
  const status = stripeSetupIntentId === null ? NO_ID : await statusOf(stripeSetupIntentId);
  const waitMs = keptFor({ asked: askedAs(status, setup) }, Date.now());
  if (waitMs > 0) return waitMs;
  if (stripeSetupIntentId !== null && !over.includes(status)) await cancel(stripeSetupIntentId);
  await database().transaction((tx) => endSetup(tx, setup.id, Date.now()));
  return 0;
}

/** Stripe has not told one. */
const NO_ID = 'no id';

const over: readonly string[] = ['missing', 'canceled', 'succeeded'];

/**
 * The id of one whose making was not answered, or is being answered to another tab: it confirms nothing
 * by itself, so the same key may go out again at any time. Null for a saved card's, which does.
 */
async function finishMaking(setup: CardSetup): Promise<string | null> {
  if (!isForBrowser(setup.createParameters)) return null;
  try {
    const made = await createSetupIntent(setup.createKey, setup.createParameters);
    const { stripeSetupIntentId } = made;
    await database().transaction((tx) => setStripeSetupIntent(tx, setup.id, stripeSetupIntentId));
    return stripeSetupIntentId;
  } catch (error) {
    if (isNotThere(error)) return null;
    throw error;
  }
}

function askedAs(
  status: string,
  { createdAt: startedAt, createParameters }: CardSetup,
): LiveSecret['asked'] {
  if (status === 'processing') return { outcome: 'processing', startedAt };
  if (status === 'requires_action') return { outcome: 'authenticating', startedAt };
  // The click that sends it is over after a minute: then nobody gets its secret any more.
  const isSending =
    status === NO_ID &&
    !isForBrowser(createParameters) &&
    startedAt > Date.now() - CLICK_IS_ALIVE_MS;
  return isSending ? { outcome: 'sending', startedAt } : null;
}

/** One of a Customer that was deleted is gone with it. */
async function statusOf(stripeSetupIntentId: string): Promise<string> {
  try {
    return (await retrieveSetup(stripeSetupIntentId)).report.status;
  } catch (error) {
    if (isMissing(error)) return 'missing';
    throw error;
  }
}

/** One that has taken a card meanwhile is over as well: whoever looks at it next keeps the card. */
async function cancel(target: string): Promise<void> {
  const { key } = await database().transaction((tx) =>
    writeCall(tx, { operation: 'cancel_setup', target, parameters: {}, dueAt: null }, Date.now()),
  );
  await cancelSetup(key, target);
}
