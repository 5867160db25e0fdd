import type { MailData } from '../../domain/mail';
import { formatMoney } from '../../domain/money';
import { action, facts, paragraph, type Letter } from '../letter';
import { cardText, dayText, goesToRows, orderRows } from './words';

export const preorderConfirmedLetter = (
  { reference, title, total, card, shipBy, goesTo }: MailData<'preorder_confirmed'>,
  orderUrl: string,
): Letter => ({
  subject: `Pre-order of ${title} (${reference})`,
  heading: 'Your print is reserved',
  parts: [
    paragraph(
      `You have not been charged. We charge ${cardText(card)} with ${formatMoney(total)} just before the print is sent. Until then you can change the card and the address, or cancel, on the order’s page.`,
    ),
    facts([
      ...orderRows({ title, reference }),
      ['Sent by', dayText(shipBy)],
      ['Card', cardText(card)],
      ['To be charged', formatMoney(total)],
      ...goesToRows(goesTo),
    ]),
    action('Show the order', orderUrl),
  ],
});
