import { insertAttempt, moveAttempt, setAttemptCard, type Attempt } from '@/db/queries/attempts';
import type { Intent } from '@/db/queries/intents';
import type { Order } from '@/db/queries/orders';
import type { Transaction } from '@/db/database';
import type { IntentReport } from '../../domain/intent';
import type { Settlement } from '../../domain/outcome';
import { currentRequestId } from '../../request-scope';

/** Whether a settlement moves an attempt that is known, or tells of one that is not. */
export const changesAttempt = ({ attempt }: Settlement, attempts: readonly Attempt[]): boolean =>
  attempt !== null &&
  attempts.find((known) => known.id === attempt.id)?.outcome !== attempt.outcome;

/** Moves the attempt on, or writes down one that a browser made without us. */
export async function settleAttempt(
  tx: Transaction,
  order: Order,
  intent: Intent,
  { attempt }: Settlement,
  report: IntentReport,
  at: number,
): Promise<void> {
  if (!attempt) return;
  const card = report.card;
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
