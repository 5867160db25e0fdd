import type { NoticeTone } from '@/components/ui/notice';
import { cardLabel } from '@/components/wallet/card-words';
import { declineWords } from '@/components/words/decline-words';
import { formatMoney } from '@/lib/domain/money';
import type { OrderLabel } from '@/lib/domain/order';
import type { OrderEventType, OrderView } from '@/lib/domain/order-view';

export type OrderStateWords = { tone: NoticeTone; title: string; text: string };

const NOT_CHARGED = 'You have not been charged.';

const ofLabel: Record<OrderLabel, (order: OrderView) => OrderStateWords> = {
  scheduled: () => ({
    tone: 'info',
    title: 'Scheduled',
    text: 'This order is charged on its day, and not before.',
  }),
  awaiting_payment: (order) =>
    order.events.at(-1)?.type === 'payment_not_sent'
      ? {
          tone: 'warning',
          title: NOT_CHARGED,
          text: 'The payment was not sent. You can try again.',
        }
      : { tone: 'info', title: 'Not paid yet', text: `${NOT_CHARGED} Pay below to go on.` },
  authenticating: () => ({
    tone: 'info',
    title: 'Confirming with your bank',
    text: 'Your bank wants to know that it is you. This order is not paid until you have confirmed.',
  }),
  processing: () => ({
    tone: 'info',
    title: 'Your bank is processing the payment',
    text: 'This order is not paid yet. There is nothing for you to do: this page tells when it is.',
  }),
  paid: (order) =>
    hasHappened(order, 'oversold')
      ? {
          tone: 'warning',
          title: 'Paid, but sold out',
          text: `The payment came after this order had been given up, and the last copy is gone. We will write to ${order.receiptEmail}.`,
        }
      : {
          tone: 'success',
          title: 'Paid',
          text: `Thank you. The receipt goes to ${order.receiptEmail}.`,
        },
  declined: ({ declined }) => {
    const { title, advice } = declineWords[declined?.reason ?? 'refused'];
    const card = declined?.card ? `${cardLabel(declined.card)}: ` : '';
    return { tone: 'danger', title: `${card}${title}`, text: `${NOT_CHARGED} ${advice}` };
  },
  canceled: (order) =>
    hasHappened(order, 'order_expired')
      ? {
          tone: 'info',
          title: 'Expired',
          text: `${NOT_CHARGED} This order was not paid in time and was given up. You can buy the print again.`,
        }
      : { tone: 'info', title: 'Canceled', text: NOT_CHARGED },
  partially_refunded: (order) => ({
    tone: 'info',
    title: 'Partially refunded',
    text: `${refunded(order)} of ${formatMoney(order.total)} ${went(order)} back to your card.`,
  }),
  refunded: (order) => ({
    tone: 'info',
    title: 'Refunded',
    text: `${refunded(order)} ${went(order)} back to your card. Banks take a few days to show it.`,
  }),
  disputed: () => ({
    tone: 'warning',
    title: 'Disputed',
    text: 'Your bank is looking into this payment. It tells you how it decides.',
  }),
  dispute_lost: () => ({
    tone: 'info',
    title: 'Dispute lost',
    text: 'Your bank decided for you and gave the money back.',
  }),
};

const hasHappened = ({ events }: OrderView, type: OrderEventType): boolean =>
  events.some((event) => event.type === type);

const refunded = ({ refundedAmount, total }: OrderView): string =>
  formatMoney({ amount: refundedAmount, currency: total.currency });

/** Stripe counts a refund as given back while it is still on its way. */
const went = ({ refunds }: OrderView): string =>
  refunds.some(({ status }) => status === 'pending' || status === 'requires_action')
    ? 'is on its way'
    : 'went';

/** Where an order stands, in words that promise nothing that is not so. */
export function orderStateWords(order: OrderView): OrderStateWords {
  if (order.openOutcome === 'unknown') {
    return {
      tone: 'warning',
      title: 'We are finding out whether your bank was charged',
      text: 'Do not pay again. This page shows the answer as soon as there is one.',
    };
  }
  if (order.openOutcome === 'sending') {
    return {
      tone: 'info',
      title: 'Sending your payment',
      text: 'This order is not paid yet. It takes a few seconds; do not pay again.',
    };
  }
  return ofLabel[order.label](order);
}
