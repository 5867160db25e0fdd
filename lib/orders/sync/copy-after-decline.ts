import { findLiveIntent } from '@/db/queries/intents';
import type { Order } from '@/db/queries/orders';
import { isCallWaiting, writeCall } from '@/db/queries/stripe-calls';
import type { Transaction } from '@/db/database';
import { isOpenOutcome } from '../../domain/attempt';
import { isFinalDecline } from '../../domain/retry-after-decline';
import { tell } from '../../notify/timeline';
import { isFinallyDeclined } from './copy';
import type { Heard } from './heard';
import { changesAttempt } from './record-outcome';

/**
 * What becomes of the copy that is set aside for an order. `cancel` is the intent that a browser may
 * still confirm without asking us: it has to end before the copy goes back, or somebody would pay for
 * a print that was sold to another.
 */
export type CopyAfter = { is: 'kept' } | { is: 'returned' } | { is: 'kept'; cancel: string };

const kept: CopyAfter = { is: 'kept' };

/**
 * Decides it by what was heard, and `after`, how the order will be. A charge that was finally
 * declined lets the copy go, and so does the end of such an order's intent; what asks the bank's
 * customer, is tried again by itself, or is open in another attempt keeps it.
 */
export async function copyAfter(
  tx: Transaction,
  heard: Heard,
  after: Pick<Order, 'paymentState' | 'nextChargeAt'>,
): Promise<CopyAfter> {
  const { order, intent, report, allAttempts, outcome } = heard;
  if (!order.holdsStock || after.paymentState !== 'declined') return kept;
  const now = outcome.attempt?.outcome === 'declined' ? outcome.attempt : null;
  const isNews = now !== null && changesAttempt(heard);
  const isEnded = report.status === 'canceled';
  if (!isNews && !isEnded) return kept;
  if (allAttempts.some((each) => isOpenOutcome(each.outcome) && each.id !== now?.id)) return kept;
  const isFinal = now?.failure
    ? isFinalDecline(now.failure, after.nextChargeAt)
    : isFinallyDeclined({ ...order, ...after }, allAttempts);
  if (!isFinal) return kept;
  const live = await findLiveIntent(tx, order.id);
  if (!live || (isEnded && live.id === intent.id) || !live.secretIsOut) return { is: 'returned' };
  // Its making was not answered: nobody has its secret yet, and whoever gets it has asked for it
  // since. The copy goes when its hour is over.
  if (!isNews || live.stripeIntentId === null) return kept;
  return { is: 'kept', cancel: live.stripeIntentId };
}

/** Tells it, or has the intent canceled that it waits for. */
export async function followCopy(
  tx: Transaction,
  { order, at }: Heard,
  copy: CopyAfter,
): Promise<void> {
  if (copy.is === 'returned') return tell(tx, order.id, 'copy_returned', {}, at);
  if (!('cancel' in copy)) return;
  if (await isCallWaiting(tx, 'cancel_intent', copy.cancel)) return;
  const call = { operation: 'cancel_intent', target: copy.cancel } as const;
  await writeCall(tx, { ...call, parameters: {}, dueAt: at }, at);
}
