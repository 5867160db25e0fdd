import { receiveWebhook, type Received } from '../webhooks/receive';
import { inboxIsDrained } from '../webhooks/take-up';

/** What Stripe's delivery comes to: its answer, and then all that follows from it. */
export async function deliverWebhook(body: string, signature: string): Promise<Received> {
  const received = await receiveWebhook(body, signature);
  await inboxIsDrained();
  return received;
}
