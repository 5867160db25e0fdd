import { changeOrder, findOrderById, type Order } from '@/db/queries/orders';
import { listDueCharges } from '@/db/queries/preorders';
import { database } from '../../database';
import { Failure, type FailureCode } from '../../domain/failure';
import { log } from '../../log';
import { onceBound } from '../../stripe-binding';
import {
  writeOffSessionCharge,
  type OffSessionFault,
  prepareOffSessionCharge,
  sendOffSessionCharge,
} from './off-session-charge';
import { hourBegins } from '../sync/copy';
import type { Begun } from '../attempts/write-attempt';

/** So many in one go: the next go is seconds away. */
const AT_ONCE = 20;

/**
 * Charges what was put off until `now`, in ms. Each is claimed in the transaction that writes its
 * attempt down, so that of two servers one charges; one that stops there leaves an attempt that
 * the reconciler finds out about. Returns how many were sent.
 */
export async function chargeDueOrders(now: number): Promise<number> {
  const due = await onceBound(await listDueCharges(database().read, now, AT_ONCE));
  let sent = 0;
  for (const order of due) {
    try {
      if (await chargeOne(order, now)) sent++;
    } catch (error) {
      log().error({ error, orderId: order.id }, 'a charge that is due failed');
    }
  }
  return sent;
}

async function chargeOne({ id }: Order, now: number): Promise<boolean> {
  await prepareOffSessionCharge(id);
  const claimed = await claim(id, now);
  if (!('begun' in claimed)) {
    log().warn({ orderId: id, fault: claimed.fault }, 'a charge that was due is not made');
    return false;
  }
  await sendOffSessionCharge(claimed.begun);
  return true;
}

const isPassing = (code: FailureCode): code is 'payment_in_progress' | 'sold_out' =>
  code === 'payment_in_progress' || code === 'sold_out';

type Claimed = { begun: Begun } | { fault: OffSessionFault };

async function claim(orderId: string, now: number): Promise<Claimed> {
  try {
    return await database().transaction(async (tx) => {
      const order = await findOrderById(tx, orderId);
      // Another server was here first, or the buyer has taken it in hand.
      const isDue = order?.nextChargeAt != null && order.nextChargeAt <= now;
      if (!isDue) return { fault: 'payment_in_progress' as const };
      const charge = await writeOffSessionCharge(tx, order, 'schedule', now);
      if ('begun' in charge) return charge;
      // Left due, it would be looked at for ever.
      const change = { nextChargeAt: null, ...hourBegins(order, now) };
      if (!(await changeOrder(tx, order, change, now))) {
        throw new Failure('payment_in_progress');
      }
      return charge;
    });
  } catch (error) {
    // The next go looks again, and finds out what it has come to.
    if (error instanceof Failure && isPassing(error.code)) return { fault: error.code };
    throw error;
  }
}
