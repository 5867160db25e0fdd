import type { MailData } from '../../domain/mail';
import { action, facts, paragraph, type Letter } from '../letter';
import { cardText, dayText, monthText, orderRows } from './words';

export const cardExpiresSoonLetter = (
  { reference, title, card, expMonth, expYear, shipBy }: MailData<'card_expires_soon'>,
  orderUrl: string,
): Letter => ({
  subject: `Your card expires soon: ${title} (${reference})`,
  heading: 'A card that an order needs expires soon',
  parts: [
    paragraph(
      `${cardText(card)} is good through ${monthText(expMonth, expYear)}. We would charge it when your print is sent. Please choose another card for the order.`,
    ),
    facts([
      ...orderRows({ title, reference }),
      ['Sent by', dayText(shipBy)],
      ['Card', cardText(card)],
    ]),
    action('Choose another card', orderUrl),
  ],
});
