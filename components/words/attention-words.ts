import type { AttentionKind, WatchedKind } from '@/lib/domain/attention';
import { formatMoney, type Money } from '@/lib/domain/money';

/** What staff read: what is owed, why, and what there is to do. */
export const owedWords: Record<AttentionKind, { title: string; why: string; toDo: string }> = {
  refund_failed: {
    title: 'A refund did not arrive',
    why: 'It failed or was canceled after it had been asked for. The money is with the shop, and whoever was told of it has been told that it did not arrive.',
    toDo: 'Refund it again, or agree with the buyer on another way, such as a bank transfer.',
  },
  oversold: {
    title: 'Paid, and no copy is left',
    why: 'The charge came after the order had given its copy back, and the last one is gone.',
    toDo: 'Find a copy, or refund the order. Write to the buyer either way.',
  },
  charged_after_cancel: {
    title: 'Charged after it was given up',
    why: 'The buyer had been told that nothing was charged. The charge came through all the same.',
    toDo: 'Ask the buyer: send the print, or refund the order.',
  },
  charged_twice: {
    title: 'Charged twice',
    why: 'A second payment of this order came through after it had been paid. Refunding the order gives back the first one only.',
    toDo: 'Refund the second payment at Stripe: the link leads to it.',
  },
};

export const watchedWords: Record<WatchedKind, string> = {
  dispute_unanswered:
    'A dispute wants evidence: it is given at Stripe, and the dispute is lost without.',
  payment_unknown:
    'A payment was not answered. The reconciler is finding out; do not charge in another way.',
  refund_unknown:
    'A refund was not answered. The reconciler is finding out; do not refund in another way.',
  refund_stuck:
    'A refund is on its way for more than five days. See at Stripe whether the balance is too low for it, or the buyer has to answer.',
};

/** What the buyer reads of what they are owed, as long as it is. */
export const owedTexts: Record<AttentionKind, (total: Money, email: string) => string> = {
  refund_failed: (total, email) =>
    `A refund of ${formatMoney(total)} did not reach your card. We will write to ${email} about how you get it.`,
  oversold: (_, email) =>
    `The payment came after this order had been given up, and the last copy is gone. We will write to ${email}.`,
  charged_after_cancel: (_, email) =>
    `This order had been given up when the payment came through. We will write to ${email} about it.`,
  charged_twice: (total, email) =>
    `You were charged ${formatMoney(total)} a second time. That was our mistake: we give it back, and write to ${email}.`,
};

/** Where staff say what was done about something that was owed. */
export const dealtWithWords = {
  label: 'What was done',
  button: 'Dealt with',
  writing: 'Writing it down…',
  unreachable: 'We could not reach the shop. Check your connection and press again.',
} as const;
