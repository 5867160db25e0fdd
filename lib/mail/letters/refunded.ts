import type { MailData } from '../../domain/mail';
import { formatMoney } from '../../domain/money';
import { action, facts, paragraph, type Letter } from '../letter';
import { orderRows } from './words';

/** Source: https://docs.stripe.com/refunds (five to ten business days, as the bank takes). */
const WHEN = 'Banks take five to ten business days to show it on the card that paid.';

export const refundedLetter = (
  { reference, title, given, refunded, total }: MailData<'refunded'>,
  orderUrl: string,
): Letter => ({
  subject: `Refund of ${formatMoney(given)} for ${title} (${reference})`,
  heading: `${formatMoney(given)} is on its way back to you`,
  parts: [
    paragraph(WHEN),
    facts([
      ...orderRows({ title, reference }),
      ['This refund', formatMoney(given)],
      // Less than this one alone is what went back of another charge.
      ...(refunded.amount > given.amount
        ? [['Refunded so far', formatMoney(refunded)] as const]
        : []),
      ['You had paid', formatMoney(total)],
    ]),
    action('Show the order', orderUrl),
  ],
});
