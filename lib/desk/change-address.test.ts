import { randomUUID } from 'node:crypto';
import { beforeEach, expect, it } from 'vitest';
import { findAddressOfOrder, insertOrderAddress } from '@/db/queries/order-addresses';
import { changeOrder } from '@/db/queries/orders';
import type { User } from '@/db/queries/users';
import { aBuyer, anOrder, aUser, millLane } from '@/db/testing/rows';
import { database } from '../database';
import { wholeAddress } from '../domain/address';
import { openFileShop } from '../testing/file-shop';
import { changeAddress } from './change-address';
import { exportOrders } from './export-orders';
import { deskOrdersQuery } from './list-orders';
import { findDeskOrder } from './read-order';

await openFileShop();
let staff: User;
beforeEach(async () => {
  staff = await aUser(database(), { role: 'staff' });
});

const atQuay = { ...millLane, name: '=Ben', line1: '1 Quay' };
const shown = wholeAddress(millLane);
const rejectsWith = (call: Promise<unknown>, code: string) =>
  expect(call).rejects.toMatchObject({ name: 'Failure', code });

async function ordered() {
  const buyer = await aBuyer(database());
  const order = await anOrder(database(), buyer);
  await database().transaction((tx) => insertOrderAddress(tx, order.id, millLane));
  return { buyer, order };
}

it('sends an order elsewhere, and is written down without the address', async () => {
  const { order } = await ordered();
  const input = { orderId: order.id, address: atQuay, asShown: shown };
  await changeAddress(staff, input);
  await changeAddress(staff, input);
  const has = await findAddressOfOrder(database().read, order.id);
  expect(has).toMatchObject({ ...atQuay, changedBy: staff.id });
  const view = await findDeskOrder(order.id);
  expect(view).toMatchObject({ goesTo: atQuay, canChangeAddress: true });
  expect(view?.actions).toMatchObject([{ action: 'change_address', data: {} }]);
  expect(view?.events).toMatchObject([{ type: 'address_changed', data: { by: 'shop' } }]);
});

it('is for staff, and for an order that is there, not sent, and goes where the page said', async () => {
  const { buyer, order } = await ordered();
  const input = { orderId: order.id, address: atQuay, asShown: shown };
  await rejectsWith(changeAddress(buyer.user, input), 'not_found');
  await rejectsWith(changeAddress(staff, { ...input, orderId: randomUUID() }), 'not_found');
  await rejectsWith(changeAddress(staff, { ...input, asShown: null }), 'address_changed');
  await database().transaction((tx) => changeOrder(tx, order, { sentAt: 1 }, 1));
  await rejectsWith(changeAddress(staff, input), 'too_late');
  expect((await findDeskOrder(order.id))?.actions).toEqual([]);
});

it('stands in the file of orders, as no formula', async () => {
  const { order } = await ordered();
  await changeAddress(staff, { orderId: order.id, address: atQuay, asShown: shown });
  const file = await exportOrders(staff, deskOrdersQuery.parse({ q: order.reference }));
  const text = await new Response(file).text();
  const [head = '', row = ''] = text.trim().split('\r\n');
  expect(head).toMatch(/,ship_to_name,ship_to_line1,.*,ship_to_country,/);
  expect(row).toMatch(/,"?'=Ben"?,1 Quay,,York,,YO1 7AA,GB,/);
});
