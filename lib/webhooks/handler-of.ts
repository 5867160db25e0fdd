import type { Handler } from './handler';
import { onCharge } from './handlers/charge';
import { onCustomer } from './handlers/customer';
import { onPaymentIntent } from './handlers/payment-intent';
import { onPaymentMethod } from './handlers/payment-method';
import { onSetupIntent } from './handlers/setup-intent';

/** The families of events that mean something to us. Every other is answered 200 and left alone. */
const families: readonly (readonly [prefix: string, handler: Handler])[] = [
  ['payment_intent.', onPaymentIntent],
  ['setup_intent.', onSetupIntent],
  ['payment_method.', onPaymentMethod],
  // Customers have families of their own, such as customer.subscription.*.
  ['customer.updated', onCustomer],
  ['customer.deleted', onCustomer],
  ['charge.refund', onCharge],
  ['charge.dispute.', onCharge],
  ['refund.', onCharge],
];

export const handlerOf = (type: string): Handler | null =>
  families.find(([prefix]) => type.startsWith(prefix))?.[1] ?? null;
