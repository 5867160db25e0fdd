import { randomUUID } from 'node:crypto';
import { beforeEach, expect, it } from 'vitest';
import type { User } from '@/db/queries/users';
import { aBuyer, anOrder, aUser } from '@/db/testing/rows';
import { database } from '../database';
import { erasePerson } from '../people/erase-person';
import { exportPerson } from '../people/export-person';
import { cancelOrder } from './cancel-order';
import { openFileShop } from '../testing/file-shop';
import { readActions } from './read-actions';
import { readNotesOf, readNotesOfOrder } from './read-notes';
import { deskPersonQuery, findDeskPerson } from './read-person';
import { writeNote, writeNoteInput } from './write-note';

await openFileShop();
let staff: User;
let buyer: Awaited<ReturnType<typeof aBuyer>>;
let orderId: string;
beforeEach(async () => {
  staff = await aUser(database(), { role: 'staff' });
  buyer = await aBuyer(database());
  ({ id: orderId } = await anOrder(database(), buyer));
});

const onOrder = (note = 'Rang the buyer.', noteId = randomUUID()) =>
  writeNote(staff, { noteId, orderId, userId: null, note });
const onPerson = (note = 'Prefers letters.', noteId = randomUUID()) =>
  writeNote(staff, { noteId, orderId: null, userId: buyer.user.id, note });
const texts = async () =>
  (await readNotesOf(buyer.user.id, undefined)).rows.map(({ text }) => text);

it('stands on the order and on its buyer’s page, with who and when, the newest first', async () => {
  await onOrder();
  await onPerson();
  const [ofPerson, ofOrder] = (await readNotesOf(buyer.user.id, undefined)).rows;
  expect(ofPerson).toMatchObject({
    text: 'Prefers letters.',
    staffEmail: staff.email,
    order: null,
  });
  expect(ofOrder).toMatchObject({ text: 'Rang the buyer.', order: { id: orderId } });
  expect((await readNotesOfOrder(orderId)).rows).toMatchObject([{ text: 'Rang the buyer.' }]);
  const person = await findDeskPerson(buyer.user.id, deskPersonQuery.parse({}));
  expect(person).toMatchObject({
    ...{ email: buyer.user.email, isStaff: false, orderCount: { count: 1, more: false } },
    orders: { rows: [{ id: orderId }] },
    notes: { rows: [{ text: 'Prefers letters.' }, { text: 'Rang the buyer.' }] },
  });
  expect(await findDeskPerson(randomUUID(), deskPersonQuery.parse({}))).toBeNull();
});

it('is written once for one request, and another text under it is told', async () => {
  const noteId = randomUUID();
  await Promise.all([onOrder('Rang.', noteId), onOrder('Rang.', noteId)]);
  await expect(onOrder('Wrote.', noteId)).rejects.toMatchObject({ code: 'too_late' });
  await expect(onPerson('Rang.', noteId)).rejects.toMatchObject({ code: 'too_late' });
  expect(await texts()).toEqual(['Rang.']);
});

it('is recorded without its text, which goes with the person', async () => {
  await onOrder('Has a cat called Pangur.');
  await cancelOrder(staff, { orderId, reason: 'not_paid' });
  const told = JSON.stringify(await exportPerson(buyer.user.id));
  expect(told).toContain('Pangur');
  expect(told).not.toContain(staff.id);
  const { rows } = await readActions(undefined);
  const deeds = rows.filter(({ staffEmail }) => staffEmail === staff.email);
  expect(deeds.map(({ action }) => action)).toContain('write_note');
  expect(JSON.stringify(deeds)).not.toContain('Pangur');
  expect(await erasePerson(buyer.user.id)).toEqual({ outcome: 'erased' });
  expect(await texts()).toEqual(['']);
  await expect(onOrder()).rejects.toMatchObject({ code: 'not_found' });
  await expect(onPerson()).rejects.toMatchObject({ code: 'not_found' });
});

it('is for staff, and about what is there', async () => {
  const note = { noteId: randomUUID(), orderId, userId: null, note: 'Mine.' };
  await expect(writeNote(buyer.user, note)).rejects.toMatchObject({ code: 'not_found' });
  for (const about of [
    { orderId: randomUUID(), userId: null },
    { orderId: null, userId: randomUUID() },
  ]) {
    await expect(writeNote(staff, { ...note, ...about })).rejects.toMatchObject({
      code: 'not_found',
    });
  }
  expect(await texts()).toEqual([]);
});

it.each([
  ['nothing', '  ', 'note_empty'],
  ['too much', 'x'.repeat(501), 'note_too_long'],
  ['a change of direction', 'a\u202eb', 'note_unreadable'],
])('takes no note that is %s', (_what, note, code) => {
  const parsed = writeNoteInput.safeParse({ noteId: randomUUID(), orderId, userId: null, note });
  expect(parsed.error?.issues[0]).toMatchObject({ path: ['note'], message: code });
});

it('is about one thing', () => {
  for (const about of [
    { orderId: null, userId: null },
    { orderId, userId: buyer.user.id },
  ]) {
    const input = { noteId: randomUUID(), note: 'x', ...about };
    expect(writeNoteInput.safeParse(input).success).toBe(false);
  }
});
