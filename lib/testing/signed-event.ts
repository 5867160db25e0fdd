import { createHmac } from 'node:crypto';
import { WEBHOOK_SECRET } from './shop';

/**
 * The header that Stripe sends with a delivery, made here by hand, so that not the library that
 * checks it is what says how it looks. Source: https://docs.stripe.com/webhooks/signature
 */
export function signatureOf(
  body: string,
  { secret = WEBHOOK_SECRET, at = Date.now() }: { secret?: string; at?: number } = {},
): string {
  const seconds = Math.floor(at / 1000);
  const signed = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex');
  return `t=${seconds},v1=${signed}`;
}
