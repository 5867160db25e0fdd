import { randomUUID } from 'node:crypto';
import { beforeEach, expect, it } from 'vitest';
import type { Card } from '@/db/queries/cards';
import { listMailsOfOrder } from '@/db/queries/mails';
import { listStaffActionsOfOrder } from '@/db/queries/staff-actions';
import type { User } from '@/db/queries/users';
import { database } from '../database';
import { openFileShop } from '../testing/file-shop';
import { aStaffMember } from '../testing/paid-order';
import { addCard, aShopper, buy, preorder, typeCard } from '../testing/shopper';
import { mailAgain } from './mail-again';

const { shop } = await openFileShop();
let staff: User;
let user: User;
let visa: Card;
beforeEach(async () => {
  staff = await aStaffMember();
  user = await aShopper();
  visa = await addCard(shop.stripe, user, 'pm_card_visa');
});

const again = (orderId: string, requestId = randomUUID(), by = staff) =>
  mailAgain(by, { orderId, requestId });
const mails = async (orderId: string) => listMailsOfOrder(database().read, orderId);
const deeds = async (orderId: string) => listStaffActionsOfOrder(database().read, orderId);

it('mails the receipt once more to whom it went, once for one request, and records who did', async () => {
  const { orderId } = await buy(user, visa);
  const requestId = randomUUID();
  const [first] = await Promise.all([again(orderId, requestId), again(orderId, requestId)]);
  expect(first).toEqual({ heldBack: null });
  const [receipt, copy, ...more] = (await mails(orderId)).filter(({ kind }) => kind === 'receipt');
  expect(more).toEqual([]);
  expect(copy).toMatchObject({
    recipient: receipt?.recipient,
    dueAt: expect.any(Number) as number,
  });
  const { paidAt: _a, ...said } = receipt?.data as { paidAt: number };
  const { paidAt: _b, ...saidAgain } = copy?.data as { paidAt: number };
  expect(saidAgain).toEqual(said);
  expect(await deeds(orderId)).toMatchObject([
    { action: 'mail_again', staffId: staff.id, data: { mail: 'receipt' } },
  ]);
});

it('mails what a pre-order was agreed to, and nothing of an order that is not paid', async () => {
  const { orderId } = await preorder(user, visa);
  await again(orderId);
  const kinds = (await mails(orderId)).map(({ kind }) => kind);
  expect(kinds).toEqual(['preorder_confirmed', 'preorder_confirmed']);
  const unpaid = await typeCard(user);
  await expect(again(unpaid.orderId)).rejects.toMatchObject({ code: 'too_late' });
  expect(await mails(unpaid.orderId)).toEqual([]);
});

it('does so five times a day, and writes nothing down of the sixth', async () => {
  const { orderId } = await buy(user, visa);
  for (let n = 0; n < 5; n++) await again(orderId);
  await expect(again(orderId)).rejects.toMatchObject({ code: 'too_many_tries' });
  expect(await mails(orderId)).toHaveLength(6);
  expect(await deeds(orderId)).toHaveLength(5);
});

it('is for staff, and about what is there', async () => {
  const { orderId } = await buy(user, visa);
  await expect(again(orderId, randomUUID(), user)).rejects.toMatchObject({ code: 'not_found' });
  await expect(again(randomUUID())).rejects.toMatchObject({ code: 'not_found' });
  expect(await mails(orderId)).toHaveLength(1);
});
