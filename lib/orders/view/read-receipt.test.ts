import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { millLane } from '@/db/testing/rows';
import { aPaidOrder, aStaffMember } from '../../testing/paid-order';
import { openFileShop } from '../../testing/file-shop';
import { addCard, aShopper, buy, getOrder } from '../../testing/shopper';
import { refundOrder } from '../refund/refund-order';
import { findDeskReceipt, findReceipt } from './read-receipt';

const { shop } = await openFileShop();

it('says who sold what to whom, for how much, and with which card it was paid', async () => {
  const { buyer, orderId } = await aPaidOrder(shop.stripe, 'pm_card_mastercard');
  const order = await getOrder(orderId);
  const view = await findReceipt(buyer.id, orderId);
  expect(view).toEqual({
    state: 'paid',
    receipt: {
      orderId,
      reference: order.reference,
      seller: { name: 'Cardkeep', address: [], taxId: null },
      buyer: { name: buyer.name, email: order.receiptEmail },
      lines: [
        {
          title: 'Tideline',
          detail: '40 × 50 cm',
          quantity: 1,
          total: { amount: 4800, currency: 'eur' },
        },
      ],
      total: { amount: 4800, currency: 'eur' },
      card: { brand: 'mastercard', last4: '4444' },
      orderedAt: order.createdAt,
      paidAt: order.paidAt,
      goesTo: millLane,
      sentAt: null,
      refunds: [],
      refunded: { amount: 0, currency: 'eur' },
      kept: { amount: 4800, currency: 'eur' },
    },
  });
  expect(await findDeskReceipt(orderId)).toEqual(view);
});

it('counts what was given back', async () => {
  const { buyer, orderId } = await aPaidOrder(shop.stripe);
  const staff = await aStaffMember();
  const reason = 'requested_by_customer';
  await refundOrder(staff, { orderId, requestId: randomUUID(), amount: 1500, reason });
  const view = await findReceipt(buyer.id, orderId);
  expect(view).toMatchObject({
    receipt: {
      total: { amount: 4800 },
      refunds: [{ total: { amount: 1500, currency: 'eur' }, status: 'succeeded' }],
      refunded: { amount: 1500 },
      kept: { amount: 3300 },
    },
  });
});

it('is for its owner: one that is missing and one of somebody else’s are the same', async () => {
  const { orderId } = await aPaidOrder(shop.stripe);
  const stranger = await aShopper();
  expect(await findReceipt(stranger.id, orderId)).toBeNull();
  expect(await findReceipt(stranger.id, randomUUID())).toBeNull();
  expect(await findDeskReceipt(randomUUID())).toBeNull();
});

it('confirms nothing before the order is paid', async () => {
  const buyer = await aShopper();
  const card = await addCard(shop.stripe, buyer, 'pm_card_chargeCustomerFail');
  const { orderId } = await buy(buyer, card);
  expect((await getOrder(orderId)).paymentState).toBe('declined');
  expect(await findReceipt(buyer.id, orderId)).toMatchObject({ state: 'unpaid' });
});
