import { eq } from 'drizzle-orm';
import type { Reader, Transaction } from '../database';

/** In ms; null where nothing has been read under this name yet. */
export async function findCursor(
  db: Reader,
  name: string,
): Promise<{ readUntil: number; updatedAt: number } | null> {
  const { eventCursors } = db.tables;
  const [row] = await db
    .select({ readUntil: eventCursors.readUntil, updatedAt: eventCursors.updatedAt })
    .from(eventCursors)
    .where(eq(eventCursors.name, name));
  return row ?? null;
}

export async function moveCursor(
  tx: Transaction,
  name: string,
  readUntil: number,
  at: number,
): Promise<void> {
  const { eventCursors } = tx.tables;
  const moved = { readUntil, updatedAt: at };
  await tx
    .insert(eventCursors)
    .values({ name, ...moved })
    .onConflictDoUpdate({ target: eventCursors.name, set: moved });
}
