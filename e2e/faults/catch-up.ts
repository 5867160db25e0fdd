import { expect } from 'vitest';
import { listOrders } from '@/db/queries/orders';
import { database } from '@/lib/database';
import { GIVE_UP_AFTER_MS } from '@/lib/reconcile/steps/next-look';
import { reconcile } from '@/lib/reconcile/reconcile';
import { sendDueCalls } from '@/lib/send-due-calls';
import { attemptsOf } from '@/lib/testing/shopper';
import { signatureOf } from '@/lib/testing/signed-event';
import type { EventAtStripe } from '@/lib/testing/stripe-api';
import { deliverWebhook } from '@/lib/testing/deliver';
import { passTime } from './clock';
import type { Scene } from './scene';

export function deliver(event: EventAtStripe): Promise<unknown> {
  const body = JSON.stringify(event);
  return deliverWebhook(body, signatureOf(body));
}

/** What tells us that nobody waits for: the events that come, or only the reconciler where none does. */
export type Hearing = (scene: Scene) => Promise<void>;

/** What runs beside requests, once the fault is over and nobody waits any more: one reconciliation, each event once more. */
export async function catchUp(scene: Scene, hearing: Hearing): Promise<void> {
  await reconcileLater(scene);
  await nothingIsUnanswered(scene);
  await hearing(scene);
}

async function reconcileLater({ control }: Scene): Promise<void> {
  await passTime(control, GIVE_UP_AFTER_MS + 60_000);
  await reconcile(Date.now());
}

/** Longer than what failed once is put off. */
const NEXT_TRY_MS = 60_000;

/** Takes in every event, the newest first, which helps least, and sends what is due because of them. */
export async function hear(scene: Scene): Promise<void> {
  for (const event of await scene.events()) await deliver(event);
  await sendLater(scene);
}

/** Every webhook is lost: the list of events has to be read. */
export async function hearNothing(scene: Scene): Promise<void> {
  await reconcileLater(scene);
  await sendLater(scene);
}

async function sendLater({ control }: Scene): Promise<void> {
  await passTime(control, NEXT_TRY_MS);
  await sendDueCalls();
}

async function nothingIsUnanswered({ user }: Scene): Promise<void> {
  for (const order of await listOrders(database().read, user.id, 50)) {
    for (const { outcome } of await attemptsOf(order.id)) {
      expect(['sending', 'unknown', 'processing']).not.toContain(outcome);
    }
  }
}
