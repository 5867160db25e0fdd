import type { MailData } from '../../domain/mail';
import { formatMoney } from '../../domain/money';
import { action, facts, paragraph, type Letter } from '../letter';
import { cardText, dayText, orderRows } from './words';

export const receiptLetter = (
  { reference, title, total, card, paidAt }: MailData<'receipt'>,
  orderUrl: string,
): Letter => ({
  subject: `Receipt for ${title} (${reference})`,
  heading: 'Thank you for your order',
  parts: [
    paragraph(`We have received your payment of ${formatMoney(total)}.`),
    facts([
      ...orderRows({ title, reference }),
      ['Paid on', dayText(paidAt)],
      ...(card ? [['Paid with', cardText(card)] as const] : []),
      ['Total', formatMoney(total)],
    ]),
    action('Show the order', orderUrl),
  ],
});
