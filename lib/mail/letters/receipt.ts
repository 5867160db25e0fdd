import type { MailData } from '../../domain/mail';
import { formatMoney } from '../../domain/money';
import { action, facts, paragraph, type Letter } from '../letter';
import { cardText, dayText, goesToRows, orderRows } from './words';

export const receiptLetter = (
  { reference, title, total, card, paidAt, goesTo }: MailData<'receipt'>,
  orderUrl: string,
): Letter => ({
  subject: `Receipt for ${title} (${reference})`,
  heading: 'Thank you for your order',
  parts: [
    paragraph(
      `We have received your payment of ${formatMoney(total)}. Shipping and taxes are included.`,
    ),
    facts([
      ...orderRows({ title, reference }),
      ['Paid on', dayText(paidAt)],
      ...(card ? [['Paid with', cardText(card)] as const] : []),
      ['Total', formatMoney(total)],
      ...goesToRows(goesTo),
    ]),
    ...(goesTo
      ? [paragraph('You can change the address on the order’s page until it is sent.')]
      : []),
    action('Show the order', orderUrl),
  ],
});
