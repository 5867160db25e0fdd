import type { MailData } from '../../domain/mail';
import { formatMoney } from '../../domain/money';
import { action, facts, paragraph, type Letter } from '../letter';
import { cardText, orderRows } from './words';

const words = {
  authentication: {
    subject: 'Your bank wants you to confirm a payment',
    why: 'Your print is ready. Your bank lets us charge your card only after you have confirmed it.',
    label: 'Confirm the payment',
  },
  another_card: {
    subject: 'Your payment needs another card',
    why: 'Your print is ready, but your bank did not let us charge your card. A copy of a limited edition is not kept meanwhile: paying takes one, if one is left.',
    label: 'Choose another card',
  },
  card_gone: {
    subject: 'Your pre-order needs another card',
    why: 'The card that we were to charge when your print is sent cannot be charged any more.',
    label: 'Choose another card',
  },
} as const;

export function actionNeededLetter(
  { reference, title, total, card, needs }: MailData<'action_needed'>,
  payUrl: string,
): Letter {
  const { subject, why, label } = words[needs];
  return {
    subject: `${subject}: ${title} (${reference})`,
    heading: subject,
    parts: [
      paragraph(`${why} You have not been charged.`),
      facts([
        ...orderRows({ title, reference }),
        ...(card ? [['Card', cardText(card)] as const] : []),
        ['To pay', formatMoney(total)],
      ]),
      action(label, payUrl),
      paragraph('The link is good for three days and needs you to sign in.'),
    ],
  };
}
