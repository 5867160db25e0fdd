import { beforeEach, expect, it } from 'vitest';
import { listMails } from '@/db/queries/mails';
import type { Card } from '@/db/queries/cards';
import type { User } from '@/db/queries/users';
import { aUser, millLane } from '@/db/testing/rows';
import { database } from '../../database';
import { addressLines } from '../../domain/address';
import { openFileShop } from '../../testing/file-shop';
import { addCard, addressOf, aShopper, getOrder, preorder } from '../../testing/shopper';
import { changeOrderAddress } from '../change-address';
import { askWhere, ASK_WHERE_BEFORE_MS } from './ask-where';
import { chargeOrder } from './charge-order';

const { shop } = await openFileShop();
let user: User;
let visa: Card;
beforeEach(async () => {
  user = await aShopper();
  visa = await addCard(shop.stripe, user, 'pm_card_visa');
});

const mailsOf = async (orderId: string) =>
  (await listMails(database().read, 1_000)).filter(
    (mail) => mail.orderId === orderId && mail.kind === 'ships_soon',
  );
const soon = async (orderId: string) => ((await getOrder(orderId)).shipBy ?? 0) - 60_000;

it('asks once, in time, whether a pre-order goes to the right place', async () => {
  const { orderId } = await preorder(user, visa);
  await askWhere(((await getOrder(orderId)).shipBy ?? 0) - ASK_WHERE_BEFORE_MS - 1);
  expect(await mailsOf(orderId)).toEqual([]);
  await askWhere(await soon(orderId));
  await askWhere(await soon(orderId));
  expect(await mailsOf(orderId)).toMatchObject([
    { recipient: user.email, data: { goesTo: addressLines(millLane), card: { last4: '4242' } } },
  ]);
});

it('the desk charges nobody for what goes nobody knows where, until its buyer has said', async () => {
  const { orderId } = await preorder(user, visa);
  const staff = await aUser(database(), { role: 'staff' });
  await database().transaction((tx) => tx.delete(tx.tables.orderAddresses));
  await expect(chargeOrder(staff, { orderId })).rejects.toMatchObject({ code: 'address_needed' });
  await askWhere(await soon(orderId));
  expect((await mailsOf(orderId))[0]?.data).not.toHaveProperty('goesTo');
  await changeOrderAddress(user, { orderId, ...(await addressOf(user)), asShown: null });
  expect(await chargeOrder(staff, { orderId })).toEqual({ paymentState: 'paid' });
});
