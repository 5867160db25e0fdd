import { and, eq } from 'drizzle-orm';
import type { Page, PageRequest } from '../../lib/domain/page';
import type { Reader, Tables, Transaction } from '../database';
import { keysetPage } from './keyset';

type Row = Tables['notes']['$inferSelect'];
export type Note = Pick<Row, 'id' | 'text' | 'createdAt'> & {
  staffEmail: string;
  order: { id: string; reference: string } | null;
};

/** False where a note of this id is there already. */
export async function insertNote(tx: Transaction, note: Row): Promise<boolean> {
  const inserted = await tx
    .insert(tx.tables.notes)
    .values(note)
    .onConflictDoNothing()
    .returning({ id: tx.tables.notes.id });
  return inserted.length === 1;
}

export async function findNote(db: Reader, noteId: string): Promise<Row | null> {
  const { notes } = db.tables;
  const [row] = await db.select().from(notes).where(eq(notes.id, noteId));
  return row ?? null;
}

/** A person's notes, those about their orders included, the newest first. */
export const listNotesOf = (
  db: Reader,
  userId: string,
  request: PageRequest,
): Promise<Page<Note>> => listNotes(db, { userId }, request);

/** The notes of one order, the newest first. */
export const listNotesOfOrder = (
  db: Reader,
  orderId: string,
  request: PageRequest,
): Promise<Page<Note>> => listNotes(db, { orderId }, request);

function listNotes(
  db: Reader,
  of: { userId: string } | { orderId: string },
  request: PageRequest,
): Promise<Page<Note>> {
  const { notes, users, orders } = db.tables;
  const whose = 'userId' in of ? eq(notes.userId, of.userId) : eq(notes.orderId, of.orderId);
  return keysetPage(
    { at: notes.createdAt, id: notes.id },
    request,
    (note: Note) => ({ at: note.createdAt, id: note.id }),
    async ({ where, orderBy, limit }) => {
      const rows = await db
        .select({
          id: notes.id,
          text: notes.text,
          createdAt: notes.createdAt,
          staffEmail: users.email,
          orderId: orders.id,
          reference: orders.reference,
        })
        .from(notes)
        .innerJoin(users, eq(users.id, notes.staffId))
        .leftJoin(orders, eq(orders.id, notes.orderId))
        .where(and(whose, where))
        .orderBy(...orderBy)
        .limit(limit);
      return rows.map(({ orderId: id, reference, ...note }) => ({
        ...note,
        order: id !== null && reference !== null ? { id, reference } : null,
      }));
    },
  );
}
