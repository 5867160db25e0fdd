import type { ByItself, Handler } from './handler';
import { onCharge } from './handlers/charge';
import { onCustomer } from './handlers/customer';
import { onPaymentIntent } from './handlers/payment-intent';
import { onPaymentMethod } from './handlers/payment-method';
import { countIfFailed, onSetupIntent } from './handlers/setup-intent';

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

const nothingByItself: ByItself = () => Promise.resolve();

/** The families whose events all lead to one fetch of the object that they are about. */
const sharing: readonly (readonly [handlers: readonly Handler[], byItself: ByItself])[] = [
  [[onPaymentIntent, onCharge], nothingByItself],
  [[onSetupIntent], countIfFailed],
];

/**
 * Whether what was fetched for an event of one type holds for another about the same object, and what
 * that one means by itself. Null where each is fetched for by itself.
 */
export function sharesFetch(type: string, other: string): ByItself | null {
  const [of, and] = [handlerOf(type), handlerOf(other)];
  const shared = sharing.find(([handlers]) => of && handlers.includes(of));
  return and && shared?.[0].includes(and) ? shared[1] : null;
}
