import { z } from 'zod';
import { closeAttention, findAttention } from '@/db/queries/attention';
import type { User } from '@/db/queries/users';
import { assertStaff, recordAction } from '../audit';
import { database } from '../database';
import { Failure } from '../domain/failure';
import { typedLine } from '../domain/text-input';

/** Longer than what was done about one order takes to say. */
const MAX_NOTE = 500;

export const dealWithInput = z.object({
  attentionId: z.uuid(),
  note: typedLine({
    most: MAX_NOTE,
    missing: 'note_missing',
    tooLong: 'note_too_long',
    unreadable: 'note_unreadable',
  }),
});

/**
 * Closes something that the shop owed, with what was done about it. The same again, as after a lost
 * answer, changes nothing. For staff.
 * Throws Failure: `not_found`, to anybody but staff too, and `too_late` where somebody else has
 * closed it before: their note stays.
 */
export async function dealWith(
  staff: User,
  { attentionId, note }: z.output<typeof dealWithInput>,
): Promise<void> {
  assertStaff(staff);
  await database().transaction(async (tx) => {
    const owed = await findAttention(tx, attentionId);
    if (!owed) throw new Failure('not_found');
    const at = Date.now();
    if (!(await closeAttention(tx, attentionId, { staffId: staff.id, note }, at))) {
      const now = await findAttention(tx, attentionId);
      if (now?.dealtWithBy === staff.id && now.note === note) return;
      throw new Failure('too_late');
    }
    const { orderId, kind, cause, amount, currency } = owed;
    const data = { kind, cause, amount, currency, note };
    await recordAction(tx, staff.id, 'deal_with', { orderId, data }, at);
  });
}
