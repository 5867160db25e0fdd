import { beforeAll, describe, expect, it, vi } from 'vitest';
import { listMailsOfOrder } from '@/db/queries/mails';
import { listOrderEvents } from '@/db/queries/order-events';
import { listStaffActionsOfOrder } from '@/db/queries/staff-actions';
import type { User } from '@/db/queries/users';
import { database } from '../database';
import { UNDO_SENDING_FOR_MS } from '../domain/sending';
import { findOrderView } from '../orders/view/read-orders';
import { openFileShop } from '../testing/file-shop';
import { aPaidOrder, aStaffMember } from '../testing/paid-order';
import { getOrder } from '../testing/shopper';
import { changeTracking } from './change-tracking';
import { sendOrder } from './send-orders';

const LINK = 'https://post.example/AB123';
const OTHER = 'https://post.example/AB124';
const { shop } = await openFileShop();
let staff: User;
beforeAll(async () => {
  staff = await aStaffMember();
});

async function aSent(trackingUrl: string) {
  const { orderId, buyer } = await aPaidOrder(shop.stripe);
  await sendOrder(staff, { orderId, trackingUrl, addressChangedAt: null });
  return { orderId, buyer };
}
/** When sending cannot be undone any more. */
async function later<T>(work: () => Promise<T>): Promise<T> {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + UNDO_SENDING_FOR_MS });
  try {
    return await work();
  } finally {
    vi.useRealTimers();
  }
}
const change = (orderId: string, trackingUrl: string, asShown: string | null, by = staff) =>
  later(() => changeTracking(by, { orderId, trackingUrl, asShown }));
const mailsOf = (orderId: string) => listMailsOfOrder(database().read, orderId);

describe('the link of an order that was sent', () => {
  it('is added, changed and taken away; its buyer reads it, and it stands in the books', async () => {
    const { orderId, buyer } = await aSent('');
    const before = await mailsOf(orderId);
    await change(orderId, ` ${LINK} `, null);
    expect((await findOrderView(buyer.id, orderId))?.sending).toMatchObject({ trackingUrl: LINK });
    await change(orderId, OTHER, LINK);
    await change(orderId, OTHER, LINK);
    await change(orderId, '', OTHER);
    expect(await getOrder(orderId)).toMatchObject({ trackingUrl: null });
    const told = (await listOrderEvents(database().read, orderId)).filter(
      ({ type }) => type === 'tracking_changed',
    );
    expect(told.map(({ data }) => data)).toEqual([
      { trackingUrl: LINK },
      { trackingUrl: OTHER },
      { trackingUrl: null },
    ]);
    const deeds = await listStaffActionsOfOrder(database().read, orderId);
    expect(deeds.filter(({ action }) => action === 'change_tracking')).toHaveLength(3);
    expect(await mailsOf(orderId)).toEqual(before);
  });

  it('is not written over by somebody who was shown another one', async () => {
    const { orderId } = await aSent(LINK);
    await expect(change(orderId, OTHER, null)).rejects.toMatchObject({ code: 'sent_already' });
    expect(await getOrder(orderId)).toMatchObject({ trackingUrl: LINK });
  });

  it('is none that leads elsewhere than to a carrier', async () => {
    const { orderId } = await aSent(LINK);
    await expect(change(orderId, 'http://post.example', LINK)).rejects.toMatchObject({
      code: 'invalid_input',
    });
  });

  it('stays while sending can be undone, and where nothing was sent', async () => {
    const { orderId } = await aSent(LINK);
    const asked = { orderId, trackingUrl: OTHER, asShown: LINK };
    await expect(changeTracking(staff, asked)).rejects.toMatchObject({ code: 'not_to_send' });
    const { orderId: unsent } = await aPaidOrder(shop.stripe);
    await expect(change(unsent, OTHER, null)).rejects.toMatchObject({ code: 'not_to_send' });
  });

  it('is nothing of a buyer’s, nor of an order that is not there', async () => {
    const { orderId, buyer } = await aSent(LINK);
    for (const [id, by] of [
      [orderId, { ...staff, id: buyer.id, role: 'buyer' as const }],
      [crypto.randomUUID(), staff],
    ] as const) {
      await expect(change(id, OTHER, LINK, by)).rejects.toMatchObject({ code: 'not_found' });
    }
  });
});
