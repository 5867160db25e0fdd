import { z } from 'zod';
import { findRefund, setStripeRefund, type OwnRefund } from '@/db/queries/refunds';
import type { User } from '@/db/queries/users';
import { assertStaff } from '../../audit';
import { database } from '../../database';
import { CLICK_IS_ALIVE_MS } from '../../domain/attempt';
import { Failure } from '../../domain/failure';
import { refundReasons, type RefundEntry } from '../../domain/refund';
import { log } from '../../log';
import { withDeadline } from '../../stripe/deadline';
import { PaymentsError } from '../../stripe/errors';
import { createRefund } from '../../stripe/refunds';
import { markRefund, writeRefund, type RefundRequest, type WrittenRefund } from './write-refund';
import { toRefundEntry } from './read-refunds';
import { refundRefusal } from './refusal';
import { syncIntent } from '../sync/sync-order';
import { untilWritten } from '../../until-written';

export const refundOrderInput = z.object({
  orderId: z.uuid(),
  requestId: z.uuid(),
  amount: z.number().int().positive().nullable(),
  reason: z.enum(refundReasons),
});

/**
 * Gives money of a paid order back. The same request again answers with the same refund and gives
 * nothing more. The refund that is returned tells how far it is: `unknown` where Stripe did not
 * answer, which is found out. For staff; anybody else gets `not_found`.
 * Throws Failure: `not_found`, `not_refundable`, `refund_too_large`, `refund_mismatch`,
 * `refund_disputed`, `refund_without_balance`, `too_late`, `invalid_input`; and PaymentsError where
 * nothing was refunded because Stripe was too busy.
 */
export async function refundOrder(staff: User, request: RefundRequest): Promise<RefundEntry> {
  assertStaff(staff);
  const written = await write(staff.id, request);
  if (written.state === 'new') await sendRefund(written.refund, written.stripeIntentId);
  const refund = await findRefund(database().read, written.refund.id);
  if (!refund) throw new Error(`refund ${written.refund.id} is gone`);
  return toRefundEntry(refund);
}

const write = (staffId: string, request: RefundRequest): Promise<WrittenRefund> =>
  untilWritten(`order ${request.orderId}`, () =>
    database().transaction((tx) => writeRefund(tx, staffId, request, Date.now())),
  );

async function sendRefund(refund: OwnRefund, stripeIntentId: string): Promise<void> {
  const { key, parameters } = refund;
  // Whoever pressed the button waits no longer than a buyer would.
  const until = refund.createdAt + CLICK_IS_ALIVE_MS;
  try {
    const stripeRefundId = await withDeadline(until, () => createRefund(key, parameters));
    await database().transaction((tx) => setStripeRefund(tx, refund.id, stripeRefundId));
  } catch (error) {
    if (!(error instanceof PaymentsError)) throw error;
    const { fault, code } = error;
    if (fault === 'unknown') {
      await markRefund(refund, 'unknown', { fault, code }, Date.now());
      return;
    }
    await markRefund(refund, 'not_sent', { fault, code }, Date.now());
    const refusal = refundRefusal(error);
    // Stripe knows of something that we do not: the page that is shown next should.
    if (refusal instanceof Failure) await look(stripeIntentId);
    throw refusal;
  }
  await look(stripeIntentId);
}

/** Has Stripe's word written down. Where Stripe cannot be asked now, its event or the reconciler tells. */
async function look(stripeIntentId: string): Promise<void> {
  try {
    await syncIntent(stripeIntentId);
  } catch (error) {
    if (!(error instanceof PaymentsError)) throw error;
    log().warn({ error, stripeIntentId }, 'a refund could not be looked at');
  }
}
