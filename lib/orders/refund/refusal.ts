import { Failure, type FailureCode } from '../../domain/failure';
import type { PaymentsError } from '../../stripe/errors';

/** Source: https://docs.stripe.com/error-codes; a balance too low has a `message_code` only. */
const codes: Readonly<Record<string, FailureCode>> = {
  charge_already_refunded: 'refund_too_large',
  charge_disputed: 'refund_disputed',
  balance_insufficient: 'refund_without_balance',
  insufficient_funds: 'refund_without_balance',
  insufficient_balance_for_refund: 'refund_without_balance',
};

/** What staff are told where Stripe would not refund. Anything but a refusal is given back as it is. */
export function refundRefusal(error: PaymentsError): Failure | PaymentsError {
  switch (error.fault) {
    case 'key_reused':
      // The reconciler has given this refund up, and spent its key.
      return new Failure('too_late');
    case 'refused':
    case 'unexpected_state':
    case 'missing':
      return new Failure(failureCode(error));
    default:
      return error;
  }
}

function failureCode({ code, param }: PaymentsError): FailureCode {
  // More than is left at Stripe has no code of its own.
  if (code === null && param === 'amount') return 'refund_too_large';
  return code !== null && Object.hasOwn(codes, code)
    ? (codes[code] ?? 'not_refundable')
    : 'not_refundable';
}
