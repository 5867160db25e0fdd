import type { ShownCode } from '@/components/actions/ask';
import type { CancelReason } from '@/lib/domain/cancel-reason';
import { formatMoney, type Money } from '@/lib/domain/money';

/** As staff choose it; what its buyer reads of each stands in the mail. */
export const cancelReasonWords: Record<CancelReason, string> = {
  requested_by_buyer: 'Its buyer asked for it',
  not_paid: 'It is not paid',
  cannot_be_sent: 'We cannot send this print',
  too_many_copies: 'Too many copies for one person',
  not_accepted: 'We do not accept this order',
};

/** The button that cancels, and what it does, before it is done. */
export const cancelTexts = (reference: string, total: Money) =>
  [
    `Cancel ${reference}`,
    `The payment of ${formatMoney(total)} is canceled at Stripe, a copy that is set aside goes back on the shelf, and the buyer gets a mail that says why. It cannot be undone.`,
  ] as const;

export const canceledText = ({ wasAsked }: { wasAsked: boolean }): string =>
  wasAsked
    ? 'Canceled. Stripe was asked first: nothing had been charged'
    : 'Canceled: its buyer gets a mail';

/** Why an order is not canceled, to staff. */
export const cancelFailureWords: Partial<Record<ShownCode, string>> = {
  payment_in_progress:
    'Stripe was asked, and has not decided about a payment of this order. Nothing was canceled: try again in a few minutes.',
  order_closed: 'This order was canceled before. Nothing was changed.',
  refund_instead: 'Stripe says that this order is paid. Nothing was canceled: refund it instead.',
  stripe_unavailable:
    'Stripe cannot be reached, so it is not known whether this order can be canceled. Press again in a moment: the order says how it stands.',
};
