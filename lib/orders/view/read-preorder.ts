import { findCardById } from '@/db/queries/cards';
import { findConsent } from '@/db/queries/consents';
import type { OrderEvent } from '@/db/queries/order-events';
import type { Order } from '@/db/queries/orders';
import { database } from '../../database';
import { declineReason } from '../../domain/attempt';
import { takesCard } from '../../domain/order';
import type { OrderView, PreorderView } from '../../domain/order-view';
import { toCardView } from '../../wallet/list-cards';

/** What an order's page shows of a pre-order; null for any other. `now` in ms. */
export async function findPreorderView(
  order: Order,
  events: readonly OrderEvent[],
  now: number,
): Promise<PreorderView | null> {
  const { shipBy, scheduledCardId } = order;
  if (!order.isPreorder || shipBy === null) return null;
  const { read } = database();
  const card = scheduledCardId === null ? null : await findCardById(read, scheduledCardId);
  const agreement = await findConsent(read, { orderId: order.id, kind: 'charge_later' });
  const view = card && toCardView(card, now);
  return {
    shipBy,
    isLapsed: shipBy < now,
    agreement: agreement?.text ?? null,
    card: view &&
      card && {
        ...view,
        canBeCharged:
          (card.state === 'active' || card.state === 'replaced') && view.expiry !== 'expired',
      },
    takesCard: takesCard(order),
    setup: takesCard(order) ? lastHeard(events) : null,
  };
}

const heard = {
  setup_challenged: 'challenged',
  setup_failed: 'failed',
  payment_scheduled: null,
  card_changed: null,
} as const;
const isHeard = (type: string): type is keyof typeof heard => Object.hasOwn(heard, type);

function lastHeard(events: readonly OrderEvent[]): PreorderView['setup'] {
  const last = events.map(({ type }) => type).findLast(isHeard);
  return last === undefined ? null : heard[last];
}

type SetupRefused = { code?: string; declineCode?: string | null; brand?: string; last4?: string };

/** Why the card that was last tried for a pre-order was not accepted; null where it was. */
export function declinedSetup(order: Order, events: readonly OrderEvent[]): OrderView['declined'] {
  const last = events.findLast(({ type }) => isHeard(type));
  if (last?.type !== 'setup_failed' || !takesCard(order)) return null;
  const { code = '', declineCode = null, brand, last4 } = last.data as SetupRefused;
  return {
    reason: declineReason({ code, declineCode }),
    card: brand !== undefined && last4 !== undefined ? { brand, last4 } : null,
  };
}
