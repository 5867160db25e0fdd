import type { Card } from '@/db/queries/cards';
import type { Order } from '@/db/queries/orders';
import { listScheduled, type ScheduledAfter } from '@/db/queries/preorders';
import { database } from '../../database';
import { aboutOrder } from '../../notify/about-order';
import { whereItGoes } from '../../notify/where-it-goes';
import { writeMail } from '../../notify/write-mail';

/** So many rows at a time, so that no list grows with the shop. */
const PAGE = 200;

/**
 * So long before the last day of a pre-order its buyer is asked about its address, in ms: long enough
 * for somebody who reads their mail once a week, short enough that they know where they will live.
 */
export const ASK_WHERE_BEFORE_MS = 14 * 24 * 60 * 60_000;

/**
 * Asks buyers before their pre-order is charged whether it goes to the right place, once per order.
 * Returns how many were asked.
 */
export async function askWhere(now: number): Promise<number> {
  let asked = 0;
  let after: ScheduledAfter | null = null;
  for (;;) {
    const rows: { order: Order; card: Card }[] = await listScheduled(database().read, after, PAGE);
    for (const { order, card } of rows) {
      const { shipBy } = order;
      const isSoon = shipBy !== null && shipBy > now && shipBy - now <= ASK_WHERE_BEFORE_MS;
      if (isSoon && (await mail(order, card, shipBy, now))) asked++;
    }
    const last = rows.at(-1)?.order;
    if (!last || rows.length < PAGE) return asked;
    after = last;
  }
}

const mail = (order: Order, { brand, last4 }: Card, shipBy: number, at: number): Promise<boolean> =>
  database().transaction(async (tx) => {
    const { of, named, total } = aboutOrder(order);
    const kind = 'ships_soon' as const;
    const goesTo = await whereItGoes(tx, order);
    const data = { ...named, total, card: { brand, last4 }, shipBy, ...goesTo };
    return (
      (await writeMail(tx, { ...of, kind, newsKey: `${kind}:${order.id}`, data }, at)) !== null
    );
  });
