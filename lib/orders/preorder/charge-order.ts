import { z } from 'zod';
import { findOrderById } from '@/db/queries/orders';
import type { User } from '@/db/queries/users';
import { database } from '../../database';
import { assertStaff, recordAction } from '../../audit';
import { Failure, type FailureCode } from '../../domain/failure';
import type { PaymentState } from '../../domain/order';
import { log } from '../../log';
import { PaymentsError } from '../../stripe/errors';
import {
  writeOffSessionCharge,
  prepareOffSessionCharge,
  sendOffSessionCharge,
} from './off-session-charge';

export const chargeOrderInput = z.object({ orderId: z.uuid() });

/** As many as a page of the desk shows: each costs a call that may take seconds. */
const MOST_AT_ONCE = 50;
export const chargeOrdersInput = z.object({
  orderIds: z.array(z.uuid()).min(1).max(MOST_AT_ONCE),
});

/**
 * The desk charges a pre-order: the card that its buyer chose. Once the money is there the order is
 * to be sent, as every paid one. Returns where the order stands then. For staff; anybody else gets `not_found`.
 * Throws Failure `not_found`,
 * `order_closed`, `payment_in_progress`, `too_late`, `card_not_ready`, `charge_not_allowed`, and
 * PaymentsError.
 */
export async function chargeOrder(
  staff: User,
  { orderId }: z.output<typeof chargeOrderInput>,
): Promise<{ paymentState: PaymentState }> {
  assertStaff(staff);
  await prepareOffSessionCharge(orderId);
  const charge = await database().transaction(async (tx) => {
    const at = Date.now();
    const order = await findOrderById(tx, orderId);
    if (!order) throw new Failure('not_found');
    const began = await writeOffSessionCharge(tx, order, 'desk', at);
    if ('begun' in began) {
      const { number } = began.begun.attempt;
      const data = { number, amount: order.amount, currency: order.currency };
      await recordAction(tx, staff.id, 'charge_order', { orderId, data }, at);
    }
    return began;
  });
  if ('fault' in charge) throw new Failure(charge.fault);
  return { paymentState: await sendOffSessionCharge(charge.begun) };
}

export type Charged = { orderId: string } & (
  { ok: true; paymentState: PaymentState } | { ok: false; code: FailureCode }
);

/** So many at a time: Stripe is asked for each, and live mode allows a hundred calls a second. */
const AT_A_TIME = 5;

/** Charges many, each by itself: one that cannot be charged keeps none of the others. */
export async function chargeOrders(
  staff: User,
  { orderIds }: z.output<typeof chargeOrdersInput>,
): Promise<Charged[]> {
  assertStaff(staff);
  const charged: Charged[] = [];
  const left = [...new Set(orderIds)];
  while (left.length > 0) {
    const some = left.splice(0, AT_A_TIME);
    charged.push(...(await Promise.all(some.map((orderId) => chargeOne(staff, orderId)))));
  }
  return charged;
}

async function chargeOne(staff: User, orderId: string): Promise<Charged> {
  try {
    return { orderId, ok: true, ...(await chargeOrder(staff, { orderId })) };
  } catch (error) {
    if (error instanceof Failure) return { orderId, ok: false, code: error.code };
    log().error({ error, orderId }, 'an order could not be charged');
    const isOutage =
      error instanceof PaymentsError && ['unknown', 'busy', 'out_of_time'].includes(error.fault);
    return { orderId, ok: false, code: isOutage ? 'stripe_unavailable' : 'internal' };
  }
}
