import type { MailData } from '../../domain/mail';
import { formatMoney } from '../../domain/money';
import { action, facts, paragraph, type Letter } from '../letter';
import { cardText, dayText, orderRows } from './words';

export const preorderConfirmedLetter = (
  { reference, title, total, card, shipBy }: MailData<'preorder_confirmed'>,
  orderUrl: string,
): Letter => ({
  subject: `Pre-order of ${title} (${reference})`,
  heading: 'Your print is reserved',
  parts: [
    paragraph(
      `You have not been charged. We charge ${cardText(card)} with ${formatMoney(total)} when the print ships. Until then you can change the card or cancel on the order’s page.`,
    ),
    facts([
      ...orderRows({ title, reference }),
      ['Ships by', dayText(shipBy)],
      ['Card', cardText(card)],
      ['To be charged', formatMoney(total)],
    ]),
    action('Show the order', orderUrl),
  ],
});
