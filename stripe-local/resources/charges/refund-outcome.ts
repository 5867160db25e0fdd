import type Stripe from 'stripe';
import { missing, refusal } from '../../api/errors';
import type { Row } from '../../state/collection';
import { emit } from '../../state/emit';
import type { OwnRefund } from '../../state/rows';
import type { World } from '../../state/world';
import { book } from './balance-transactions';
import { changeCharge, getCharge } from './charges';

type RefundRow = Row<Stripe.Refund, OwnRefund>;

export function getRefund(world: World, id: string): RefundRow {
  const row = world.refunds.find(id);
  if (!row) throw missing('refund', id, 'id', 404);
  return row;
}

/** What its test card says becomes of a refund, a moment after it was made. */
export function endRefund(world: World, id: string): void {
  const row = getRefund(world, id);
  if (row.object.status === 'failed' || row.object.status === 'canceled') return;
  if (row.own.outcome === 'fail') {
    const failed = { failure_reason: 'expired_or_canceled_card', status: 'failed' };
    takeBack(world, row, failed, 'refund.failed');
  } else if (row.object.status === 'pending') {
    const { pending_reason: _, ...rest } = row.object;
    changeRefund(world, row, { ...rest, status: 'succeeded' });
  }
}

/** What a merchant does in the Dashboard while a refund is on its way; the API refuses it for cards. */
export function cancelRefund(world: World, id: string): Stripe.Refund {
  const row = getRefund(world, id);
  if (row.object.status !== 'pending') throw refusal('Canceling this refund is unsupported.');
  const canceled = { failure_reason: 'merchant_request', status: 'canceled' };
  return takeBack(world, row, canceled);
}

// The money comes back to the balance, and the charge counts as not refunded so far.
function takeBack(
  world: World,
  row: RefundRow,
  end: { readonly failure_reason: string; readonly status: string },
  also?: Stripe.Event.Type,
): Stripe.Refund {
  const { pending_reason: _, ...refund } = row.object;
  const charge = getCharge(world, refund.charge as string).object;
  const booked = book(world, {
    type: 'refund_failure',
    amount: refund.amount,
    currency: refund.currency,
    source: refund.id,
    description: `REFUND FAILURE${charge.description ? ` (${charge.description})` : ''}`,
  });
  changeCharge(
    world,
    { ...charge, amount_refunded: charge.amount_refunded - refund.amount, refunded: false },
    null,
  );
  const ended = { ...refund, failure_balance_transaction: booked.id, ...end };
  return changeRefund(world, row, ended, also);
}

/** Puts a refund's new version in place and tells of it, if anything is different. */
export function changeRefund(
  world: World,
  row: RefundRow,
  refund: Stripe.Refund,
  also?: Stripe.Event.Type,
): Stripe.Refund {
  world.refunds.replace(refund.id, refund);
  if (JSON.stringify(row.object) === JSON.stringify(refund)) return refund;
  emit(world, 'refund.updated', refund, row.object);
  emit(world, 'charge.refund.updated', refund, row.object);
  if (also) emit(world, also, refund, row.object);
  return refund;
}
