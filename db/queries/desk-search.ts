import { and, asc, eq, gte, lt } from 'drizzle-orm';
import type { Reader } from '../database';

export async function findOrderIdByReference(
  db: Reader,
  reference: string,
): Promise<string | null> {
  const { orders } = db.tables;
  const [order] = await db
    .select({ id: orders.id })
    .from(orders)
    .where(eq(orders.reference, reference));
  return order?.id ?? null;
}

/**
 * Sorts after every character that an address can hold: by its bytes after all of ASCII, and in
 * ICU's collations it is the last there is. Source: UTS #35, part 5, "U+FFFF".
 */
const LAST = '\uffff';

/** People whose address begins so, by a range of the unique index. `beginning` in lower case. */
export async function listUserIdsByEmail(
  db: Reader,
  beginning: string,
  limit: number,
): Promise<string[]> {
  const { users } = db.tables;
  const rows = await db
    .select({ id: users.id })
    .from(users)
    .where(and(gte(users.email, beginning), lt(users.email, beginning + LAST)))
    .orderBy(asc(users.email))
    .limit(limit);
  return rows.map(({ id }) => id);
}
