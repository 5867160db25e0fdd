import type { MailData } from '../../domain/mail';
import { formatMoney } from '../../domain/money';
import { action, facts, paragraph, type Letter } from '../letter';
import { orderRows } from './words';

const reasons = {
  failed: 'We wrote that it was on its way. Your bank could not take it, and sent it back to us.',
  canceled: 'We wrote that it was on its way. It was stopped before it reached your bank.',
} as const;

/** Corrects what an earlier letter said: that money was on its way. */
export const refundFailedLetter = (
  { reference, title, given, refunded, total, why }: MailData<'refund_failed'>,
  orderUrl: string,
): Letter => ({
  subject: `Your refund of ${formatMoney(given)} did not arrive: ${title} (${reference})`,
  heading: `Your refund of ${formatMoney(given)} did not reach you`,
  parts: [
    paragraph(reasons[why]),
    paragraph('There is nothing that you need to do now: we will write to you about it.'),
    facts([
      ...orderRows({ title, reference }),
      ['The refund', formatMoney(given)],
      ...(refunded.amount > 0 ? [['Refunded besides', formatMoney(refunded)] as const] : []),
      ['You had paid', formatMoney(total)],
    ]),
    action('Show the order', orderUrl),
  ],
});
