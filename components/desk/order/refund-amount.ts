import { fieldText } from '@/components/words/field-words';
import { decimalText, formatMoney, parseDecimal, type Money } from '@/lib/domain/money';
import { findRefundFault, type RefundFault } from '@/lib/domain/refund';

export type TypedRefund = { refund: Money; fault: null } | { refund: null; fault: string };

/** What would be refunded for what was typed, or why nothing can be. `left` is what may go back. */
export function typedRefund(text: string, left: Money): TypedRefund {
  const amount = parseDecimal(text, left.currency);
  if (amount === null) {
    const fault = `Enter an amount such as ${decimalText(left)}: digits, and a point before decimals.`;
    return { refund: null, fault };
  }
  const refund = { amount, currency: left.currency };
  const fault = findRefundFault(refund, left.amount);
  return fault ? { refund: null, fault: faultText(fault, left) } : { refund, fault: null };
}

function faultText(fault: RefundFault, left: Money): string {
  switch (fault) {
    case 'not_positive':
      return fieldText(['amount_not_positive']) ?? '';
    case 'wrong_last_digit':
      return fieldText(['amount_wrong_last_digit']) ?? '';
    case 'nothing_left':
    case 'too_large':
      return `At most ${formatMoney(left)} can be refunded.`;
  }
}
