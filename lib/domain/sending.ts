import type { AttentionKind } from './attention';
import type { DisputeStatus, PaymentState } from './order';

/**
 * How long staff can undo that an order was marked as sent, in ms: long enough to see what was pressed.
 * Its buyer is written to when that is over, and not before.
 */
export const UNDO_SENDING_FOR_MS = 10 * 60_000;

/** Longer than what carriers make; whatever is longer is no link to a parcel. */
export const MAX_TRACKING_URL = 500;

/** Where an order stands on its way to its buyer. */
export type Sending =
  | { state: 'to_send' }
  | { state: 'sent'; at: number; trackingUrl: string | null }
  /** Paid before anybody wrote down what is sent. */
  | { state: 'unrecorded' };

type Paid = {
  paymentState: PaymentState;
  amount: number;
  refundedAmount: number;
  dispute: DisputeStatus | null;
};

/** What is paid, and was not all given back. A bank that took the money back has decided for its buyer. */
export const isToBeSent = ({ paymentState, amount, refundedAmount, dispute }: Paid): boolean =>
  paymentState === 'paid' && refundedAmount < amount && dispute !== 'lost';

/** What an order's pages say of it; null where it is not to be sent, and was not. */
export function sendingOf(
  order: Paid & { sentAt: number | null; trackingUrl: string | null; sentUnrecorded: boolean },
): Sending | null {
  const { sentAt, trackingUrl } = order;
  if (sentAt !== null) return { state: 'sent', at: sentAt, trackingUrl };
  if (!isToBeSent(order)) return null;
  return { state: order.sentUnrecorded ? 'unrecorded' : 'to_send' };
}

/**
 * Why an order is not marked as sent.
 * - `not_to_send`: it is not paid, or its money went back or is about to.
 * - `attention_first`: nobody has decided yet whether it is to be sent at all.
 */
export type SendFault = 'not_to_send' | 'attention_first';

/** Its buyer was told that nothing was charged, or there is no copy of it: money back may be the answer. */
const inTheWay: readonly AttentionKind[] = ['oversold', 'charged_after_cancel'];

/**
 * Whether an order may be marked as sent: null, or why not. `refundable` is what is left of it beside
 * refunds that are under way, in minor units. `owed` is what nobody has dealt with.
 */
export function whyNotSend(
  order: Paid,
  { refundable, owed }: { refundable: number; owed: readonly AttentionKind[] },
): SendFault | null {
  if (!isToBeSent(order) || refundable <= 0) return 'not_to_send';
  return owed.some((kind) => inTheWay.includes(kind)) ? 'attention_first' : null;
}

/** Until when marking an order as sent can be undone, in ms. */
export const undoSendingUntil = (sentAt: number): number => sentAt + UNDO_SENDING_FOR_MS;

export const canUndoSending = ({ sentAt }: { sentAt: number | null }, now: number): boolean =>
  sentAt !== null && now < undoSendingUntil(sentAt);

/** Characters that a browser drops from an address, and that its reader would not see. */
const NOT_IN_A_LINK = /[\s\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

/**
 * The link that was typed or pasted as it is kept, and followed: https, to a name with a domain, with
 * nothing before it that could pass for one. Null for anything else.
 */
export function readTrackingUrl(typed: string): string | null {
  const text = typed.trim();
  if (text.length > MAX_TRACKING_URL || NOT_IN_A_LINK.test(text)) return null;
  if (!/^https:\/\/[^/\\]/i.test(text) || !URL.canParse(text)) return null;
  const url = new URL(text);
  const isNamed = /^([a-z\d-]+\.)+[a-z][a-z\d-]*$/.test(url.hostname);
  if (url.protocol !== 'https:' || !isNamed || url.username !== '' || url.password !== '') {
    return null;
  }
  return url.href.length <= MAX_TRACKING_URL ? url.href : null;
}

/** Whose link it is, as its reader sees it before they follow it: "dhl.de". */
export const trackingHost = (trackingUrl: string): string =>
  new URL(trackingUrl).hostname.replace(/^www\./, '');
