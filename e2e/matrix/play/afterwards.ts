import { staffInputs } from '../../fixtures/action-inputs';
import { findServerAction } from '../../fixtures/action-manifest';
import type { Answer } from '../../fixtures/purchases';
import type { Records } from '../../fixtures/records';
import { callAction } from '../../fixtures/server-actions';
import type { Scene } from './scene';
import { seenAtLast } from './seen-at-last';

/** What a refund goes through, as an order's timeline has it. */
const refundWords: Readonly<Record<string, string>> = {
  refund_pending: 'refund pending',
  refunded: 'refunded',
  refund_taken_back: 'refund failed',
  refund_failed: 'refund failed',
  refund_canceled: 'refund canceled',
};

/**
 * What follows a payment: the disputes that the card brings, or what becomes of a refund that the desk asks for. Looks
 * until it sees what is expected, and tells what it saw last.
 */
export async function afterwards(scene: Scene, orderId: string, expected: string): Promise<string> {
  const { records } = scene;
  const isExpected = (word: string) => word === expected;
  if (expected.startsWith('disputed')) {
    return seenAtLast(() => disputesOf(records, orderId), isExpected);
  }
  const code = await refund(scene, orderId);
  if (code !== null) return `refund refused: ${code}`;
  return seenAtLast(() => refundsOf(records, orderId), isExpected);
}

/** Gives all of it back. Returns why not; null where it does. */
async function refund({ desk }: Scene, orderId: string): Promise<string | null> {
  const action = findServerAction('refundOrder');
  const input = staffInputs.refundOrder?.({ orderId });
  const { result, status } = await callAction(desk.visit, action, [desk.who.id, input]);
  const { ok, code } = (result ?? {}) as Answer;
  return ok ? null : (code ?? `status ${status}`);
}

async function disputesOf(records: Records, orderId: string): Promise<string> {
  const reasons = (await records.disputesOf(orderId)).map(({ reason }) => reason);
  return reasons.length > 0 ? `disputed: ${reasons.join(', ')}` : 'no dispute';
}

async function refundsOf(records: Records, orderId: string): Promise<string> {
  const timeline = (await records.timelineOf(orderId)).sort(
    (a, b) => a.at - b.at || a.id.localeCompare(b.id),
  );
  return timeline
    .map(({ type }) => refundWords[type])
    .filter((word) => word !== undefined)
    .join(', ');
}
