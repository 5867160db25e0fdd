import type { PaymentState } from './order';

/** Which mail of an order can be sent again; null where there is none that still tells the truth. */
export function mailedAgain({
  paymentState,
}: {
  paymentState: PaymentState;
}): 'receipt' | 'preorder_confirmed' | null {
  if (paymentState === 'paid') return 'receipt';
  return paymentState === 'scheduled' ? 'preorder_confirmed' : null;
}
