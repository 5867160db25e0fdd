import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { cancelOrder } from '@/lib/desk/cancel-order';
import { refundOrder } from '@/lib/orders/refund/refund-order';
import { aStaffMember, refundsAtStripe } from '@/lib/testing/paid-order';
import { buy, getOrder, intentIdOf } from '@/lib/testing/shopper';
import type { Journey } from './journey';
import { prove } from './prove';

type Form = { requestId: string; amount: number | null };
const form = (amount: number | null): Form => ({ requestId: randomUUID(), amount });

/** Staff give money of a paid order back, each form in turn, and send none of them in vain. */
const giveBack =
  (amounts: readonly (number | null)[], sum: number, presses = 1): Journey =>
  async (scene) => {
    const { user, app, stripe } = scene;
    const staff = await aStaffMember();
    const visa = await scene.card('pm_card_visa');
    const { orderId } = await buy(user, visa);
    const forms = amounts.map(form);
    const send = ({ requestId, amount }: Form) =>
      refundOrder(staff, { orderId, requestId, amount, reason: 'requested_by_customer' });
    return {
      go: async () => {
        for (const each of forms) {
          await app(() => Promise.all(Array.from({ length: presses }, () => send(each))));
        }
      },
      again: async () => {
        for (const each of forms) {
          const { status } = await send(each);
          // What was not sent is asked for with a form that is drawn anew.
          if (status === 'not_sent') await send({ ...each, requestId: randomUUID() });
        }
      },
      end: async () => {
        expect(await getOrder(orderId)).toMatchObject({
          paymentState: 'paid',
          refundedAmount: sum,
        });
        const made = await refundsAtStripe(stripe, await intentIdOf(orderId));
        expect(made).toHaveLength(amounts.length);
        expect(made.reduce((total, { amount }) => total + amount, 0)).toBe(sum);
      },
    };
  };

/** The desk cancels an order that is not paid; pressed again, it is canceled at the latest then. */
const cancel =
  (paymentMethod: string): Journey =>
  async (scene) => {
    const { user, app } = scene;
    const staff = await aStaffMember();
    const { orderId } = await buy(user, await scene.card(paymentMethod));
    const press = () => cancelOrder(staff, { orderId, reason: 'not_paid' });
    return {
      go: async () => {
        await app(press);
      },
      again: async () => {
        await press();
      },
      end: async () => {
        expect(await getOrder(orderId)).toMatchObject({ paymentState: 'canceled' });
        expect((await scene.stripe.intent(await intentIdOf(orderId))).status).toBe('canceled');
      },
    };
  };

await prove({
  'a refund of all': giveBack([null], 4800),
  'a refund of a part': giveBack([1200], 1200),
  'a part, and then the rest': giveBack([1200, 3600], 4800),
  'a refund whose button is pressed twice': giveBack([1200], 1200, 2),
  'the desk cancels a declined order': cancel('pm_card_chargeCustomerFail'),
  'the desk cancels an order whose bank was asked': cancel('pm_card_authenticationRequired'),
});
