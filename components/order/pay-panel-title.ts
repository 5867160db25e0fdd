import type { PaymentState } from '@/lib/domain/order';

export function payPanelTitle(state: PaymentState): string {
  if (state === 'declined') return 'Try another card';
  return state === 'authenticating' ? 'Or pay with another card' : 'Pay for this order';
}
