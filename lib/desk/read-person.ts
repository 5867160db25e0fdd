import { listAddresses } from '@/db/queries/addresses';
import { listActiveCards } from '@/db/queries/cards';
import { listDeskOrders } from '@/db/queries/desk-orders';
import { findUser } from '@/db/queries/users';
import { database } from '../database';
import { postalAddressOf } from '../domain/address';
import type { DeskPerson } from '../domain/desk-view';
import { readCount, toRow } from './list-orders';
import { readNotesOf } from './read-notes';
import { pageQuery, readPageToken, shownPage } from './page-token';
import { z } from 'zod';

const ROWS = 20;

/** Which part of a person's lists the address asks for: of their orders, and of their notes. */
export const deskPersonQuery = pageQuery.extend({
  notes: z.string().optional().catch(undefined),
});

/** Everything that the desk shows of a person; null where there is none. For staff only. */
export async function findDeskPerson(
  userId: string,
  { page, notes }: z.output<typeof deskPersonQuery>,
): Promise<DeskPerson | null> {
  const { read } = database();
  const user = await findUser(read, userId);
  if (!user) return null;
  const wanted = { filter: 'all', among: { userIds: [userId] } } as const;
  const [found, orderCount, cards, addresses, noted] = await Promise.all([
    listDeskOrders(read, wanted, readPageToken(page, ROWS)),
    readCount(wanted),
    listActiveCards(read, userId),
    listAddresses(read, userId),
    readNotesOf(userId, notes),
  ]);
  const { id, name, email, role, emailVerifiedAt, erasedAt, createdAt } = user;
  return {
    ...{ id, name, email, emailVerifiedAt, erasedAt, createdAt },
    isStaff: role === 'staff',
    orders: shownPage(found, toRow),
    orderCount,
    // Brand and last four, as staff need them to talk about a payment: nothing that names the card.
    cards: cards.map(({ id: cardId, brand, last4, expMonth, expYear, isDefault }) => ({
      id: cardId,
      ...{ brand, last4, expMonth, expYear, isDefault },
    })),
    addresses: addresses.map((row) => ({
      ...postalAddressOf(row),
      id: row.id,
      isDefault: row.isDefault,
    })),
    notes: noted,
  };
}
