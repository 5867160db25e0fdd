import type { MailData } from '../../domain/mail';
import { formatMoney } from '../../domain/money';
import { action, facts, paragraph, type Letter } from '../letter';
import { cardText, dayText, goesToRows, orderRows } from './words';

/** Asks before a pre-order is charged whether its address is still right. */
export const shipsSoonLetter = (
  { reference, title, total, card, shipBy, goesTo }: MailData<'ships_soon'>,
  orderUrl: string,
): Letter => {
  const question = goesTo ? 'Is the address still right?' : 'Where does your print go?';
  return {
    subject: `${question} ${title} (${reference})`,
    heading: question,
    parts: [
      paragraph(
        `We send your print soon, by ${dayText(shipBy)} at the latest. You have not been charged: we charge ${cardText(card)} with ${formatMoney(total)} when we send it.`,
      ),
      paragraph(
        goesTo
          ? 'If it goes to the right place, there is nothing to do. Until it is sent you can change the address on the order’s page.'
          : 'We do not know yet where it goes. Please tell us on the order’s page.',
      ),
      facts([...orderRows({ title, reference }), ...goesToRows(goesTo)]),
      action(goesTo ? 'Look at the address, or change it' : 'Say where it goes', orderUrl),
    ],
  };
};
