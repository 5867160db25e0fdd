import type { DeliveryFault } from '@/lib/domain/delivery-fault';
import { durationText } from './desk-words';

type Words = { name: string; text: string };

/** What is wrong with deliveries to the webhook, and what to set. */
export function deliveryFaultWords({ kind, detail }: DeliveryFault): Words {
  switch (kind) {
    case 'no_secret_fits':
      return {
        name: 'Webhooks with another secret',
        text: 'If no events arrive, STRIPE_WEBHOOK_SECRET is not the signing secret of this endpoint: copy it from Stripe’s Dashboard. If they do arrive, somebody else tries the address, and gets nowhere.',
      };
    case 'clock_ahead':
      return {
        name: 'Webhooks that seem old',
        text: `The last was signed ${secondsText(detail)} ago by this server’s clock, and was refused. If that goes on, the clock is ahead: set it by the network’s time.`,
      };
    case 'clock_behind':
      return {
        name: 'Webhooks from the future',
        text: `The last was signed ${secondsText(detail)} ahead of this server’s clock, and was taken in. The clock is behind: set it by the network’s time.`,
      };
    case 'thin_event':
      return {
        name: 'Thin events, left alone',
        text: `The last was ${detail ?? 'of no type'}. They tell of nothing that the shop handles: at Stripe, send this address snapshot payloads, of the API version and event types that “npm run stripe:setup” names.`,
      };
    case 'no_event':
      return {
        name: 'Signed, but no events',
        text: 'Somebody who knows the signing secret sends what is no event of Stripe’s. If it is not a tool of yours, roll the secret.',
      };
  }
}

const secondsText = (seconds: string | null): string => durationText(Number(seconds ?? 0) * 1000);
