import { randomUUID } from 'node:crypto';
import { beforeEach, expect, it } from 'vitest';
import { insertAttention, listAttention } from '@/db/queries/attention';
import type { User } from '@/db/queries/users';
import { aBuyer, anOrder, aUser } from '@/db/testing/rows';
import { database } from '../database';
import { openFileShop } from '../testing/file-shop';
import { dealWith, dealWithInput } from './deal-with';
import { deskOrdersQuery, readDeskOrders } from './list-orders';
import { readHealth } from './read-health';
import { findDeskOrder } from './read-order';

await openFileShop();
let staff: User;
let buyer: Awaited<ReturnType<typeof aBuyer>>;
beforeEach(async () => {
  staff = await aUser(database(), { role: 'staff' });
  buyer = await aBuyer(database());
});

async function owe(cause = `re_${randomUUID()}`) {
  const { id: orderId, amount, currency } = await anOrder(database(), buyer);
  await database().transaction((tx) =>
    insertAttention(tx, { orderId, kind: 'refund_failed', cause, amount, currency }, Date.now()),
  );
  const [owed] = await listAttention(database().read, orderId);
  if (!owed) throw new Error('nothing is owed');
  return { orderId, attentionId: owed.id };
}
const needing = async () =>
  (await readDeskOrders(deskOrdersQuery.parse({ show: 'needs_attention' }))).rows.map(
    ({ id }) => id,
  );
const view = async (orderId: string) => {
  const order = await findDeskOrder(orderId);
  if (!order) throw new Error('no such order');
  return order;
};

it('stands on the list, at Health and on the order until it is dealt with, by whom and when', async () => {
  const { orderId, attentionId } = await owe();
  expect(await needing()).toContain(orderId);
  const { count } = (await readHealth()).openAttention;
  await dealWith(staff, { attentionId, note: 'Sent by bank transfer.' });
  expect(await needing()).not.toContain(orderId);
  expect((await readHealth()).openAttention.count).toBe(count - 1);
  const { owed, actions } = await view(orderId);
  expect(owed).toMatchObject([
    { dealtWith: { staffEmail: staff.email, note: 'Sent by bank transfer.' } },
  ]);
  expect(actions).toMatchObject([
    {
      action: 'deal_with',
      staffEmail: staff.email,
      data: { kind: 'refund_failed', note: 'Sent by bank transfer.' },
    },
  ]);
});

it('the same again changes nothing; somebody else comes too late, and the first note stays', async () => {
  const { orderId, attentionId } = await owe();
  const input = { attentionId, note: 'Refunded again.' };
  await Promise.all([dealWith(staff, input), dealWith(staff, input)]);
  const other = await aUser(database(), { role: 'staff' });
  for (const who of [other, staff]) {
    await expect(dealWith(who, { attentionId, note: 'Done.' })).rejects.toMatchObject({
      code: 'too_late',
    });
  }
  const { owed, actions } = await view(orderId);
  expect(owed).toMatchObject([{ dealtWith: { note: 'Refunded again.' } }]);
  expect(actions).toHaveLength(1);
});

it('is for staff, and of what is there', async () => {
  const { orderId, attentionId } = await owe();
  const note = 'Done.';
  await expect(dealWith(buyer.user, { attentionId, note })).rejects.toMatchObject({
    code: 'not_found',
  });
  await expect(dealWith(staff, { attentionId: randomUUID(), note })).rejects.toMatchObject({
    code: 'not_found',
  });
  expect(await needing()).toContain(orderId);
});

it.each([
  ['nothing', '  ', 'note_missing'],
  ['too much', 'x'.repeat(501), 'note_too_long'],
  ['a NUL', 'a\0b', 'note_unreadable'],
  ['half a pair', 'a\ud800b', 'note_unreadable'],
  ['a change of direction', 'a\u202eb', 'note_unreadable'],
])('takes no note that is %s', (_what, note, code) => {
  const parsed = dealWithInput.safeParse({ attentionId: randomUUID(), note });
  expect(parsed.error?.issues[0]).toMatchObject({ path: ['note'], message: code });
});
