import { cardLabel } from '@/components/wallet/card-words';
import { formatMoney, isCurrency } from '@/lib/domain/money';
import type { OrderEventType } from '@/lib/domain/order-view';

type Data = Readonly<Record<string, unknown>>;

const withCard = ({ brand, last4 }: Data): string =>
  typeof brand === 'string' && typeof last4 === 'string'
    ? ` with ${cardLabel({ brand, last4 })}`
    : '';

const ofAmount = ({ amount, currency }: Data): string =>
  typeof amount === 'number' && typeof currency === 'string' && isCurrency(currency)
    ? `${formatMoney({ amount, currency })} `
    : '';

const words: Record<OrderEventType, (data: Data) => string> = {
  order_placed: () => 'Order placed',
  attempt_started: (data) => `Payment started${withCard(data)}`,
  authentication_required: () => 'Your bank asked you to confirm the payment',
  processing_started: () => 'Your bank is processing the payment',
  payment_failed: (data) => `Payment declined${withCard(data)}`,
  payment_not_sent: () => 'The payment was not sent. You have not been charged',
  payment_succeeded: (data) => `Paid${withCard(data)}`,
  outcome_unknown: () => 'No answer from our payment provider; we are finding out',
  refunded: (data) => `${ofAmount(data)}refunded`,
  refund_taken_back: (data) => `${ofAmount(data)}of a refund did not reach your card`,
  dispute_changed: () => 'The dispute over this payment changed',
  order_canceled: () => 'Order canceled',
};

const isData = (data: unknown): data is Data => typeof data === 'object' && data !== null;

/** One line of an order's history. What an event carries is read with care: older rows carry less. */
export const timelineText = (type: OrderEventType, data: unknown): string =>
  words[type](isData(data) ? data : {});
