import { deliverWebhook } from './deliver';
import { signatureOf } from './signed-event';
import type { EventAtStripe, StripeApi } from './stripe-api';

/** The events since `after`, which is one of theirs, the oldest first. */
export async function eventsSince(stripe: StripeApi, after: string): Promise<EventAtStripe[]> {
  const path = `events?limit=100&ending_before=${after}`;
  return (await stripe.get<{ data: EventAtStripe[] }>(path)).data.reverse();
}

export async function newestEventId(stripe: StripeApi): Promise<string> {
  const [newest] = (await stripe.get<{ data: EventAtStripe[] }>('events?limit=1')).data;
  if (!newest) throw new Error('nothing has happened at Stripe yet');
  return newest.id;
}

/** Delivers an event as Stripe's webhook does, and waits for what follows of it. */
export async function deliver(event: EventAtStripe): Promise<void> {
  const body = JSON.stringify(event);
  await deliverWebhook(body, signatureOf(body));
}
