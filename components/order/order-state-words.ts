import type { NoticeTone } from '@/components/ui/notice';
import { cardLabel } from '@/components/wallet/card-words';
import { owedTexts } from '@/components/words/attention-words';
import { declineWords } from '@/components/words/decline-words';
import { paidAndSending } from '@/components/words/send-words';
import type { AttentionKind } from '@/lib/domain/attention';
import { formatMoney } from '@/lib/domain/money';
import { formatDay } from '@/lib/domain/preorder';
import type { OrderLabel } from '@/lib/domain/order';
import type { OrderEventType, OrderView } from '@/lib/domain/order-view';

export type OrderStateWords = { tone: NoticeTone; title: string; text: string };

const NOT_CHARGED = 'You have not been charged.';
const COPY_WENT_BACK =
  'Your copy went back on the shelf: the next try takes one again, if one is left.';

const ofLabel: Record<OrderLabel, (order: OrderView) => OrderStateWords> = {
  scheduled: scheduledWords,
  awaiting_payment: (order) =>
    order.preorder?.takesCard
      ? cardWantedWords(order)
      : order.events.at(-1)?.type === 'payment_not_sent'
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
    owedWordsOf(order, 'oversold', 'Paid, but sold out') ??
    owedWordsOf(order, 'charged_after_cancel', 'Paid after it was given up') ?? {
      tone: 'success',
      title: 'Paid',
      // Whatever is owed decides first what becomes of it.
      text: `Thank you. ${paidAndSending(order.owed.length > 0 ? null : order.sending)}The receipt goes to ${order.receiptEmail}.`,
    },
  declined: ({ declined, preorder, nextChargeAt, lacksCopy }) => {
    if (preorder && declined?.reason === 'authentication_required') {
      return {
        tone: 'warning',
        title: 'Your bank wants you to confirm',
        text: `Your print is ready. ${NOT_CHARGED} Pay below${declined.card ? ` with ${cardLabel(declined.card)}` : ''}: your bank asks you in the next step.`,
      };
    }
    const { title, advice } = declineWords[declined?.reason ?? 'refused'];
    const card = declined?.card ? `${cardLabel(declined.card)}: ` : '';
    const text =
      nextChargeAt === null
        ? `${NOT_CHARGED} ${advice}${lacksCopy ? ` ${COPY_WENT_BACK}` : ''}`
        : `${NOT_CHARGED} We try again on ${formatDay(nextChargeAt)}. You need not wait: pay below.`;
    return { tone: 'danger', title: `${card}${title}`, text };
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

function scheduledWords({ total, preorder, openOutcome }: OrderView): OrderStateWords {
  const card = preorder?.card;
  if (!preorder || !card) throw new Error('a scheduled order has a date and a card');
  const label = cardLabel(card);
  if (openOutcome !== null) {
    return {
      tone: 'info',
      title: `Charging ${label}`,
      text: 'Your print is ready, and your bank is being asked, as you agreed. It is not paid yet.',
    };
  }
  if (preorder.isLapsed) {
    return {
      tone: 'warning',
      title: 'It was not sent in time',
      text: `${NOT_CHARGED} The day that you agreed to is over: nothing is charged any more without you.`,
    };
  }
  if (!card.canBeCharged) {
    return {
      tone: 'warning',
      title: 'This pre-order needs another card',
      text: `${label} cannot be charged any more. ${NOT_CHARGED} Choose another card below, so that your print can be sent.`,
    };
  }
  return {
    tone: 'info',
    title: 'Pre-ordered',
    text: `${formatMoney(total)} is charged to ${label} when your print is sent, by ${formatDay(preorder.shipBy)} at the latest. ${NOT_CHARGED}`,
  };
}

/** A pre-order that no card was set up for yet. */
function cardWantedWords({ declined, preorder }: OrderView): OrderStateWords {
  if (declined) {
    const { title, advice } = declineWords[declined.reason];
    const card = declined.card ? `${cardLabel(declined.card)}: ` : '';
    return { tone: 'danger', title: `${card}${title}`, text: `${NOT_CHARGED} ${advice}` };
  }
  return preorder?.setup === 'challenged'
    ? {
        tone: 'info',
        title: 'Confirming with your bank',
        text: 'Your bank wants to know that it is you. Nothing is charged now; your pre-order is placed once you have confirmed.',
      }
    : {
        tone: 'info',
        title: 'Not confirmed yet',
        text: `${NOT_CHARGED} Choose the card below that is charged when your print is sent.`,
      };
}

function owedWordsOf(
  { owed, receiptEmail }: OrderView,
  kind: AttentionKind,
  title: string,
): OrderStateWords | null {
  const found = owed.find((each) => each.kind === kind);
  return found
    ? { tone: 'warning', title, text: owedTexts[kind](found.total, receiptEmail) }
    : null;
}

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
  if (order.openOutcome === 'sending' && order.label !== 'scheduled') {
    return {
      tone: 'info',
      title: 'Sending your payment',
      text: 'This order is not paid yet. It takes a few seconds; do not pay again.',
    };
  }
  return ofLabel[order.label](order);
}
