import { z } from 'zod';
import { findNote, insertNote } from '@/db/queries/notes';
import { findOrderById } from '@/db/queries/orders';
import { findUser, lockPerson, type User } from '@/db/queries/users';
import { assertStaff, recordAction } from '../audit';
import { database } from '../database';
import { Failure } from '../domain/failure';
import { typedLine } from '../domain/text-input';

/** As long as what was done about something that was owed: more is a letter, and belongs elsewhere. */
const MAX_NOTE = 500;

/** `noteId` is made with the form: the same request is the same note. It is about one of the two. */
export const writeNoteInput = z
  .object({
    noteId: z.uuid(),
    orderId: z.uuid().nullable(),
    userId: z.uuid().nullable(),
    note: typedLine({
      most: MAX_NOTE,
      missing: 'note_empty',
      tooLong: 'note_too_long',
      unreadable: 'note_unreadable',
    }),
  })
  .refine(({ orderId, userId }) => (orderId === null) !== (userId === null));
type Input = z.output<typeof writeNoteInput>;

/**
 * Writes a note about an order, or about a person. Nobody but staff reads it, the person excepted who
 * asks what is held of them; it goes with them when they are erased. For staff.
 * Throws Failure: `not_found`, to anybody but staff too, and about who is erased; `too_late` where
 * the form was sent before with another text.
 */
export async function writeNote(staff: User, input: Input): Promise<void> {
  assertStaff(staff);
  await database().transaction(async (tx) => {
    const order = input.orderId === null ? null : await findOrderById(tx, input.orderId);
    const userId = input.userId ?? order?.userId;
    if (!userId) throw new Failure('not_found');
    // Whoever erases them holds the same row: no note is left behind.
    await lockPerson(tx, userId);
    const person = await findUser(tx, userId);
    if (!person || person.erasedAt !== null) throw new Failure('not_found');
    const at = Date.now();
    const { noteId: id, note: text } = input;
    const orderId = order?.id ?? null;
    if (await insertNote(tx, { id, userId, orderId, staffId: staff.id, text, createdAt: at })) {
      // Without its text: what staff did is kept when somebody is erased, and a note about them is not.
      const data = orderId === null ? { noteId: id, person: userId } : { noteId: id };
      await recordAction(tx, staff.id, 'write_note', { ...(orderId && { orderId }), data }, at);
      return;
    }
    const known = await findNote(tx, id);
    const isSame =
      known?.staffId === staff.id &&
      known.userId === userId &&
      known.orderId === orderId &&
      known.text === text;
    if (!isSame) throw new Failure('too_late');
  });
}
