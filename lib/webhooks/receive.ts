import { findEvent, giveBackEvents, receiveEvent } from '@/db/queries/webhook-events';
import { database } from '../database';
import { env } from '../env';
import { log } from '../log';
import { readDelivery } from '../stripe/delivery';
import { isInOurVersion, type ToldEvent } from '../stripe/events';
import { stripeBinding } from '../stripe-binding';
import { isLeaving } from '../under-way';
import { HANDLED_WITHIN_MS } from './next-try';
import { whyNothingToDo } from './no-news';
import { noteFault } from './note-fault';
import { handleSoon, othersWait, takeUpDue } from './take-up';
import { keepPlace } from './workers';

export type Received =
  | 'received'
  | 'other_mode'
  | 'other_account'
  | 'thin_event'
  | 'no_event'
  | 'bad_signature'
  | 'too_old';

/**
 * Takes in one delivery: checks its signature over the raw body and writes the event down without
 * client secrets. That is all that Stripe waits for; the event is handled right after. A duplicate of
 * an event that was received but not processed is handled, too. What is no event of Stripe's is
 * counted, where it is not just anybody's. Throws where nothing could be written down, so that Stripe
 * delivers it again.
 */
export async function receiveWebhook(body: string, signature: string): Promise<Received> {
  const delivery = readDelivery(body, signature, env().stripe.webhookSecrets);
  if (delivery.kind === 'unsigned') return 'bad_signature';
  if (delivery.kind !== 'event') {
    await noteFault(delivery.kind, delivery.detail);
    return refusals[delivery.kind];
  }
  const { event, clockBehindS } = delivery;
  if (clockBehindS !== null) await noteFault('clock_behind', `${clockBehindS}`);
  const { stripeEventId, apiVersion } = event;
  // What finds no place here is due at once, for whoever is the first to have one.
  const place = isLeaving() || othersWait() ? null : keepPlace();
  const taken = await takeIn(event, place ? HANDLED_WITHIN_MS : 0).finally(() => place?.());
  if (taken === 'other_mode' || taken === 'other_account') {
    log().warn({ stripeEventId, stripeAccountId: event.stripeAccountId }, `${taken}: left alone`);
    return taken;
  }
  if (taken !== 'known' && !isInOurVersion(apiVersion)) {
    log().warn({ stripeEventId, apiVersion }, 'the webhook endpoint has another API version');
  }
  if (taken === 'new' && place) handleSoon(event);
  else if (taken === 'new') takeUpDue();
  else if (taken === 'known') await comeAgain(stripeEventId);
  return 'received';
}

/** One that failed, or was given up, is tried now that Stripe tells of it again. */
async function comeAgain(stripeEventId: string): Promise<void> {
  const row = await findEvent(database().read, stripeEventId);
  if (row?.processedAt !== null) return;
  await database().transaction((tx) => giveBackEvents(tx, [stripeEventId], Date.now()));
  takeUpDue();
}

const refusals = {
  no_secret_fits: 'bad_signature',
  clock_ahead: 'too_old',
  thin_event: 'thin_event',
  no_event: 'no_event',
} as const;

/** `settled`: there was nothing to be done about it, and nothing is. */
export type TakenIn = 'new' | 'settled' | 'known' | 'other_mode' | 'other_account';

/**
 * Writes an event down, if it is of this database's account and mode, and marks it at once where it can
 * tell nothing new. It carries the time of its next try from the start, so that one whose server dies
 * over it is taken up again: in `ownForMs`, for which it belongs to whoever wrote it down.
 */
export async function takeIn(event: ToldEvent, ownForMs = HANDLED_WITHIN_MS): Promise<TakenIn> {
  if (event.livemode !== env().stripe.livemode) return 'other_mode';
  const { stripeAccountId } = event;
  if (stripeAccountId !== null && stripeAccountId !== (await stripeBinding()).stripeAccountId) {
    return 'other_account';
  }
  const { isNew, why } = await database().transaction(async (tx) => {
    const at = Date.now();
    const why = await whyNothingToDo(tx, event, at);
    const isNew = await receiveEvent(tx, { ...event, nextTryAt: at + ownForMs }, at, why);
    return { isNew, why };
  });
  if (!isNew) return 'known';
  if (why === null) return 'new';
  const { stripeEventId, type } = event;
  log().info({ stripeEventId, type, note: why }, 'webhook event handled');
  return 'settled';
}
