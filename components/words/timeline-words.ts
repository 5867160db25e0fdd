import { cardLabel } from '@/components/wallet/card-words';
import { declineWords } from '@/components/words/decline-words';
import { declineReason } from '@/lib/domain/attempt';
import { formatMoney, isCurrency } from '@/lib/domain/money';
import { formatDay } from '@/lib/domain/preorder';
import type { OrderEventType } from '@/lib/domain/order-view';

type Data = Readonly<Record<string, unknown>>;

const ofCard = ({ brand, last4 }: Data): string =>
  typeof brand === 'string' && typeof last4 === 'string' ? ` ${cardLabel({ brand, last4 })}` : '';

const withCard = (data: Data): string => (ofCard(data) ? ` with${ofCard(data)}` : '');

/** Older events do not tell why. */
const refusedText = (data: Data): string => {
  const { code, declineCode } = data;
  if (typeof code !== 'string') return `Payment declined${withCard(data)}`;
  const known = typeof declineCode === 'string' ? declineCode : null;
  return declineWords[declineReason({ code, declineCode: known })].past(withCard(data));
};

const onDay = ({ until }: Data): string =>
  typeof until === 'number' ? ` on ${formatDay(until)}` : '';

/** The amount between words of its own, or nothing where the event carries none. */
const amountIn = ({ amount, currency }: Data, before: string, after: string): string =>
  typeof amount === 'number' && typeof currency === 'string' && isCurrency(currency)
    ? `${before}${formatMoney({ amount, currency })}${after}`
    : '';

const ofAmount = (data: Data): string => amountIn(data, '', ' ');
const ofSum = (data: Data): string => amountIn(data, ' of ', '');
const inSum = (data: Data): string => amountIn(data, ' (', ')');

const words: Record<OrderEventType, (data: Data) => string> = {
  order_placed: () => 'Order placed',
  address_changed: ({ by }) =>
    by === 'shop' ? 'The shop changed where it goes' : 'You changed where it goes',
  payment_scheduled: (data) => `Pre-ordered${withCard(data)}. Nothing was charged`,
  card_changed: (data) => `Card changed: charged${withCard(data)} when it is sent`,
  setup_challenged: () => 'Your bank asked you to confirm the card',
  setup_failed: (data) => `Your bank did not accept the card${ofCard(data)}`,
  attempt_started: (data) =>
    data.isOffSession === true
      ? `Charged as agreed${withCard(data)}: asking your bank`
      : `Payment started${withCard(data)}`,
  authentication_required: () => 'Your bank asked you to confirm the payment',
  processing_started: () => 'Your bank is processing the payment',
  payment_failed: (data) => refusedText(data),
  copy_returned: () => 'The copy that was set aside went back on the shelf',
  payment_not_sent: () => 'The payment was not sent. You have not been charged',
  payment_succeeded: (data) => `Paid${withCard(data)}`,
  outcome_unknown: () => 'No answer from our payment provider; we are finding out',
  charge_put_off: (data) => `The charge is tried again${onDay(data)}`,
  action_needed: (data) =>
    data.needs === 'authentication'
      ? 'We wrote to you: your bank wants you to confirm'
      : 'We wrote to you: this order needs another card',
  refund_started: (data) => `Refund${ofSum(data)} started`,
  refund_unknown: (data) =>
    `No answer about a refund${ofSum(data)} from our payment provider; we are finding out`,
  refund_not_sent: (data) => `A refund${ofSum(data)} was not sent`,
  refund_pending: (data) => `Refund${ofSum(data)} on its way to your card`,
  refunded: (data) => `${ofAmount(data)}refunded`,
  refund_failed: (data) => `Refund${ofSum(data)} failed: your bank did not take it`,
  refund_taken_back: (data) => `${ofAmount(data)}of a refund did not reach your card`,
  refund_canceled: (data) => `Refund${ofSum(data)} canceled`,
  inquiry_opened: () => 'Your bank asked about this payment',
  inquiry_closed: () => 'Your bank closed its question about this payment',
  dispute_opened: (data) => `Dispute over this payment opened${inSum(data)}`,
  dispute_changed: () => 'The dispute over this payment moved on',
  dispute_won: () => 'Dispute closed: the payment stands',
  dispute_lost: (data) => `Dispute closed: your bank gave the money back${inSum(data)}`,
  dispute_prevented: () => 'A dispute over this payment was settled before it began',
  order_sent: () => 'Sent to you',
  sending_undone: () => 'Not sent after all: it was marked so by mistake, and is still to be sent',
  tracking_changed: ({ trackingUrl }) =>
    trackingUrl === null ? 'Its tracking link was taken away' : 'Its tracking link was changed',
  order_canceled: ({ by }) => (by === 'shop' ? 'Order canceled by the shop' : 'Order canceled'),
  order_expired: () => 'Not paid in time; the order was given up',
  charged_twice: (data) => `Charged a second time${withCard(data)}; we will write to you`,
  oversold: () => 'Paid after the last copy had gone to somebody else; we will write to you',
};

const isData = (data: unknown): data is Data => typeof data === 'object' && data !== null;

/** One line of an order's history. What an event carries is read with care: older rows carry less. */
export const timelineText = (type: OrderEventType, data: unknown): string =>
  words[type](isData(data) ? data : {});
