import type { MailData } from '../../domain/mail';
import { trackingHost } from '../../domain/sending';
import { action, facts, paragraph, type Letter } from '../letter';
import { dayText, orderRows } from './words';

export const orderSentLetter = (
  { reference, title, sentAt, trackingUrl }: MailData<'order_sent'>,
  orderUrl: string,
): Letter => ({
  subject: `Sent: ${title} (${reference})`,
  heading: 'Your print is on its way',
  parts: [
    paragraph(
      trackingUrl === null
        ? 'We have sent it to you.'
        : 'We have sent it to you. The carrier’s page shows how far it is.',
    ),
    facts([
      ...orderRows({ title, reference }),
      ['Sent', dayText(sentAt)],
      ...(trackingUrl === null ? [] : [['Carrier’s page', trackingHost(trackingUrl)] as const]),
    ]),
    ...(trackingUrl === null ? [] : [action('Track it', trackingUrl)]),
    action('Show the order', orderUrl),
  ],
});
