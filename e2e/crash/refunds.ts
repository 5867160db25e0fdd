import { randomUUID } from 'node:crypto';
import type { Buyer } from './buyer';
import { Desk, type RefundForm } from './desk';

const forms = new WeakMap<Buyer, RefundForm[]>();

/** A paid order, and forms for refunds of it that the staff have open. Null is all of it. */
export async function paidAndOpened(
  buyer: Buyer,
  amounts: readonly (number | null)[],
): Promise<void> {
  await Desk.of(buyer.shop);
  await buyer.buy('visa');
  forms.set(
    buyer,
    amounts.map((amount) => ({ amount, requestId: randomUUID() })),
  );
}

const formsOf = (buyer: Buyer): RefundForm[] => forms.get(buyer) ?? [];

/** The staff send all forms at once, each as often as they press. */
export async function refund(buyer: Buyer, presses = 1): Promise<void> {
  const desk = await Desk.of(buyer.shop);
  const { id } = await buyer.order();
  const sent = formsOf(buyer).flatMap((form) => Array.from({ length: presses }, () => form));
  await Promise.all(sent.map((form) => desk.refund(id, form)));
}

/**
 * The staff send the same forms again, and where a refund was not sent they draw a new one. Returns
 * where more or less was given back than was asked for.
 */
export async function refundAfterAll(buyer: Buyer): Promise<string[]> {
  const desk = await Desk.of(buyer.shop);
  const { id, amount: paid } = await buyer.order();
  const faults: string[] = [];
  for (const form of formsOf(buyer)) {
    const first = await desk.refund(id, form);
    const isUnsent = first.ok && first.value.status === 'not_sent';
    const last = isUnsent ? await desk.refund(id, { ...form, requestId: randomUUID() }) : first;
    if (!last.ok) faults.push(`a refund that was asked for again was refused: ${last.code}`);
  }
  const wanted = formsOf(buyer).reduce((sum, { amount }) => sum + (amount ?? paid), 0);
  const { refundedAmount } = await buyer.order();
  return refundedAmount === wanted
    ? faults
    : [...faults, `${wanted} were asked for in all, ${refundedAmount} given back`];
}
