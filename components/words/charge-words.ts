import type { ShownCode } from '@/components/actions/ask';
import { cardLabel, type CardNumberEnd } from '@/components/wallet/card-words';
import type { FailureCode } from '@/lib/domain/failure';
import { formatMoney, type Money } from '@/lib/domain/money';
import type { PaymentState } from '@/lib/domain/order';

/** Why a pre-order is not charged, to staff. */
export const chargeFailureWords: Partial<Record<ShownCode, string>> = {
  order_closed: 'This order does not wait to be charged.',
  payment_in_progress: 'A charge of this order is under way.',
  too_late: 'The agreement to charge later is over: its buyer has to pay by themselves.',
  address_needed:
    'Its buyer has not said yet where it goes. They are asked by mail before its last day.',
  sold_out: 'Its copy went back on the shelf, and none is left.',
  card_not_ready: 'Its card cannot be charged. Its buyer has been asked for another one.',
  charge_not_allowed:
    'Its card was declined in a way that forbids to charge it again. Its buyer has been asked for another one.',
};

/** What charging does, before it is done, and the button that does it first. */
export const chargeTexts = (total: Money, card: CardNumberEnd) =>
  [
    `Charge ${formatMoney(total)}`,
    `${formatMoney(total)} is charged to ${cardLabel(card)} now, as its owner agreed. Once it is paid, it is to be sent.`,
  ] as const;

/** The same for all that a list shows: the button, the question, and what comes of it. */
export function chargeManyTexts(count: number) {
  const many = count === 1 ? '1 order' : `${count} orders`;
  return [
    `Charge ${many}`,
    `Charge ${many}?`,
    'Each is charged to the card that its buyer agreed to, and is to be sent once it is paid. One that cannot be charged keeps none of the others.',
  ] as const;
}

export function chargedText(state: PaymentState): string {
  if (state === 'paid') return 'Charged: send it';
  if (state === 'declined') return 'Declined: it is not sent yet';
  return 'Not charged yet: the order tells how it goes on';
}

type Charged = { ok: true; paymentState: PaymentState } | { ok: false; code: FailureCode };

/** "3 charged, 1 declined, 2 not charged" */
export function chargedManyText(charged: readonly Charged[]): string {
  const paid = charged.filter((each) => each.ok && each.paymentState === 'paid').length;
  const declined = charged.filter((each) => each.ok && each.paymentState === 'declined').length;
  const parts = [
    [paid, 'charged'],
    [declined, 'declined'],
    [charged.length - paid - declined, 'not charged'],
  ] as const;
  return parts
    .filter(([count]) => count > 0)
    .map(([count, what]) => `${count} ${what}`)
    .join(', ');
}

/** Around the question whether to charge. */
export const chargeDialogWords = {
  one: 'Charge…',
  many: 'Charge these…',
  titleOfOne: 'Charge this order?',
  notYet: 'Not yet',
  charging: 'Charging…',
} as const;
