import type { OrderView } from '@/lib/domain/order-view';

/** Why a mailed link leads no further, and where to go on instead. */
export function payLinkWords(
  state: 'expired' | 'used',
  { paymentState, preorder }: Pick<OrderView, 'paymentState' | 'preorder'>,
): { title: string; text: string } {
  if (state === 'expired') {
    return {
      title: 'This link has expired',
      text: 'Nothing was charged. You can still confirm and pay on the order’s page.',
    };
  }
  if (paymentState === 'paid') {
    return {
      title: 'This link has been used',
      text: 'The order is paid: there is nothing left to confirm.',
    };
  }
  if (paymentState === 'canceled') {
    return {
      title: 'This order was canceled',
      text: 'Nothing was charged, and nothing will be.',
    };
  }
  return preorder?.takesCard
    ? {
        title: 'Nothing is charged yet',
        text: 'Your print was not sent yet. You can choose its card on the order’s page.',
      }
    : {
        title: 'A payment is under way',
        text: 'Its outcome stands on the order’s page as soon as there is one.',
      };
}
