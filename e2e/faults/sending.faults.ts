import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { sendOrder } from '@/lib/desk/send-orders';
import { undoSending } from '@/lib/desk/undo-sending';
import { Failure } from '@/lib/domain/failure';
import { chargeDueOrders } from '@/lib/orders/preorder/charge-due';
import { chargeOrder } from '@/lib/orders/preorder/charge-order';
import { refundOrder } from '@/lib/orders/refund/refund-order';
import { aStaffMember } from '@/lib/testing/paid-order';
import { buy, getOrder, preorder } from '@/lib/testing/shopper';
import { passTime } from './clock';
import type { Journey } from './journey';
import { prove } from './prove';

const LINK = 'https://post.example/AB123';

/** A press that may be told why not, by one of these codes. */
async function press(work: () => Promise<unknown>, ...codes: string[]): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Failure) || !codes.includes(error.code)) throw error;
  }
}

/** Staff charge a pre-order, and send it once it is paid; what could not be charged is not sent. */
const chargeAndSend: Journey = async (scene) => {
  const { user, app, control } = scene;
  const staff = await aStaffMember();
  const { orderId } = await preorder(user, await scene.card('pm_card_visa'));
  const send = () => sendOrder(staff, { orderId, trackingUrl: LINK, addressChangedAt: null });
  return {
    go: async () => {
      await app(() => press(() => chargeOrder(staff, { orderId }), 'payment_in_progress'));
      await app(() => press(send, 'not_to_send'));
    },
    again: async () => {
      const { paymentState, nextChargeAt } = await getOrder(orderId);
      if (nextChargeAt !== null) {
        await passTime(control, Math.max(nextChargeAt - Date.now(), 0));
        await chargeDueOrders(Date.now());
      } else if (paymentState !== 'paid') {
        await chargeOrder(staff, { orderId });
      }
      await send();
    },
    end: async () => {
      expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid', trackingUrl: LINK });
      expect((await getOrder(orderId)).sentAt).not.toBeNull();
    },
  };
};

/** Staff mark an order as sent, undo it, and give all of it back: it is not sent in the end. */
const sendAndGiveBack: Journey = async (scene) => {
  const { user, app } = scene;
  const staff = await aStaffMember();
  const { orderId } = await buy(user, await scene.card('pm_card_visa'));
  const send = () => sendOrder(staff, { orderId, trackingUrl: '', addressChangedAt: null });
  const refund = (requestId: string) =>
    refundOrder(staff, { orderId, requestId, amount: null, reason: 'requested_by_customer' });
  const requestId = randomUUID();
  return {
    go: async () => {
      await app(send);
      await app(() => undoSending(staff, { orderId }));
      await app(() => refund(requestId));
      // All of it is about to go back, or has.
      await app(() => press(send, 'not_to_send'));
    },
    again: async () => {
      const { status } = await refund(requestId);
      if (status === 'not_sent') await refund(randomUUID());
      await press(send, 'not_to_send');
    },
    end: async () => {
      const { refundedAmount, amount, sentAt } = await getOrder(orderId);
      expect({ refundedAmount, sentAt }).toEqual({ refundedAmount: amount, sentAt: null });
    },
  };
};

await prove({
  'a pre-order is charged, and sent': chargeAndSend,
  'an order is sent, undone, and given back': sendAndGiveBack,
});
