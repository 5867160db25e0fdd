import type { OrderView } from '@/lib/domain/order-view';

export function payPanelTitle({
  paymentState,
  preorder,
  declined,
}: Pick<OrderView, 'paymentState' | 'preorder' | 'declined'>): string {
  if (paymentState === 'declined') {
    const isConfirmed = preorder && declined?.reason === 'authentication_required';
    return isConfirmed ? 'Confirm and pay' : 'Try another card';
  }
  return paymentState === 'authenticating' ? 'Or pay with another card' : 'Pay for this order';
}
