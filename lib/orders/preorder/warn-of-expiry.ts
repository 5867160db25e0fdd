import type { Card } from '@/db/queries/cards';
import type { Order } from '@/db/queries/orders';
import { listScheduled, type ScheduledAfter } from '@/db/queries/preorders';
import { database } from '../../database';
import { expiryOf } from '../../domain/card';
import { aboutOrder } from '../../notify/about-order';
import { writeMail } from '../../notify/write-mail';

/** So many rows at a time, so that no list grows with the shop. */
const PAGE = 200;

/**
 * Tells buyers whose pre-order needs a card that expires before it is sent, once per order and card.
 * Returns how many were told.
 */
export async function warnOfExpiry(now: number): Promise<number> {
  let told = 0;
  let after: ScheduledAfter | null = null;
  for (;;) {
    const rows: { order: Order; card: Card }[] = await listScheduled(database().read, after, PAGE);
    for (const { order, card } of rows) {
      const isTooShort = order.shipBy !== null && expiryOf(card, order.shipBy) === 'expired';
      if (isTooShort && card.state !== 'detached' && (await warn(order, card, now))) told++;
    }
    const last = rows.at(-1)?.order;
    if (!last || rows.length < PAGE) return told;
    after = last;
  }
}

async function warn(order: Order, card: Card, at: number): Promise<boolean> {
  const { shipBy } = order;
  if (shipBy === null) return false;
  const { brand, last4, expMonth, expYear } = card;
  const { of, named } = aboutOrder(order);
  const mail = {
    ...of,
    kind: 'card_expires_soon',
    newsKey: `card_expires_soon:${order.id}:${card.id}`,
    data: { ...named, card: { brand, last4 }, expMonth, expYear, shipBy },
  } as const;
  return (await database().transaction((tx) => writeMail(tx, mail, at))) !== null;
}
