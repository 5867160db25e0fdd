import { z } from 'zod';
import { findCard, setNickname } from '@/db/queries/cards';
import type { User } from '@/db/queries/users';
import { database } from '../database';
import { NICKNAME_AT_MOST } from '../domain/card';
import { Failure } from '../domain/failure';
import { isReadable } from '../domain/text-input';
import { cardInput } from './choose-card';

export const nameCardInput = cardInput.extend({
  /** Empty to take the name away. */
  nickname: z
    .string()
    .trim()
    .max(NICKNAME_AT_MOST, 'nickname_too_long')
    .refine((text) => text === '' || isReadable(text), 'nickname_unreadable'),
});

/** Throws Failure `not_found` for a card that is missing, removed or somebody else's. */
export async function nameCard(
  user: User,
  { cardId, nickname }: z.output<typeof nameCardInput>,
): Promise<void> {
  await database().transaction(async (tx) => {
    const card = await findCard(tx, user.id, cardId);
    if (card?.state !== 'active') throw new Failure('not_found');
    await setNickname(tx, cardId, nickname === '' ? null : nickname, Date.now());
  });
}
