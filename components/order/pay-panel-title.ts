import { declineWords } from '@/components/words/decline-words';
import type { OrderView } from '@/lib/domain/order-view';

/** Heads the buttons that pay: agrees with what stands above them of the last try. */
export function payPanelTitle({
  paymentState,
  preorder,
  declined,
}: Pick<OrderView, 'paymentState' | 'preorder' | 'declined'>): string {
  if (paymentState === 'declined') {
    const reason = declined?.reason ?? 'refused';
    // Only a charge without its buyer is confirmed afterwards; one of theirs is tried again.
    const isLate = reason === 'authentication_required' && preorder === null;
    return declineWords[isLate ? 'authentication_failed' : reason].next;
  }
  return paymentState === 'authenticating' ? 'Or pay with another card' : 'Pay for this order';
}
