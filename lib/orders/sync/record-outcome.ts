import { insertAttempt, moveAttempt, setAttemptCard } from '@/db/queries/attempts';
import type { Transaction } from '@/db/database';
import { currentRequestId } from '../../request-scope';
import type { Heard } from './heard';

/** Whether what was heard moves an attempt that is known, or tells of one that is not. */
export const changesAttempt = ({ outcome: { attempt }, attempts }: Heard): boolean =>
  attempt !== null &&
  attempts.find((known) => known.id === attempt.id)?.outcome !== attempt.outcome;

/** Moves the attempt on, or writes down one that a browser made without us. */
export async function recordOutcome(
  tx: Transaction,
  { order, intent, report: { card }, outcome: { attempt }, at }: Heard,
): Promise<void> {
  if (!attempt) return;
  if (attempt.id === null) {
    await insertAttempt(
      tx,
      {
        orderId: order.id,
        intentId: intent.id,
        kind: 'browser',
        cardId: null,
        cardBrand: card?.brand ?? null,
        cardLast4: card?.last4 ?? null,
        amount: order.amount,
        currency: order.currency,
        parameters: null,
        requestId: currentRequestId(),
        outcome: attempt.outcome,
        failure: attempt.failure,
      },
      at,
    );
    return;
  }
  await moveAttempt(tx, attempt.id, attempt.outcome, attempt.failure, at);
  if (card) await setAttemptCard(tx, attempt.id, card);
}
