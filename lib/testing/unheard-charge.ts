import type { User } from '@/db/queries/users';
import type { StripeLocalClient } from '@/stripe-local/client';
import { closeUnsent } from '../orders/attempts/close-unsent';
import { deliverWebhook } from './deliver';
import type { Shop } from './shop';
import { attemptsOf, buy, TIDELINE } from './shopper';
import { signatureOf } from './signed-event';

export type UnheardCharge = {
  orderId: string;
  stripeIntentId: string;
  /** Stripe's event about the charge arrives. */
  tell: () => Promise<unknown>;
};

/** An order whose charge went through, whose answer was lost, and whose attempt was given up. */
export async function anUnheardCharge(
  { stripe }: Shop,
  control: StripeLocalClient,
  { user, card }: { user: User; card: { id: string } },
  print: Parameters<typeof buy>[3] = TIDELINE,
): Promise<UnheardCharge> {
  await control.arm({ route: 'POST /v1/payment_intents', kind: 'reset_after', times: 10 });
  const { orderId } = await buy(user, card, undefined, print);
  await control.disarm();
  const [attempt] = await attemptsOf(orderId);
  if (!attempt) throw new Error('no attempt was written down');
  await closeUnsent(attempt, { endsIntent: true });
  const [charged] = await stripe.events('payment_intent.succeeded');
  if (!charged) throw new Error('nothing was charged');
  const body = JSON.stringify(charged);
  return {
    orderId,
    stripeIntentId: charged.data.object.id,
    tell: () => deliverWebhook(body, signatureOf(body)),
  };
}
