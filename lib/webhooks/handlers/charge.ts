import { isStripeId } from '../../domain/ids';
import type { Handler } from '../handler';
import { followIntent } from './payment-intent';

/**
 * charge.refunded, charge.dispute.*, refund.*: refunds and disputes are read from the intent's
 * charge, as they stand now. A refund that failed after it succeeded is seen like any other.
 */
export const onCharge: Handler = async ({ object }) => {
  const intent = object.payment_intent;
  return isStripeId(intent) ? followIntent(intent) : null;
};
