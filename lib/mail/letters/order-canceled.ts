import type { CancelReason } from '../../domain/cancel-reason';
import type { MailData } from '../../domain/mail';
import { formatMoney } from '../../domain/money';
import { action, facts, paragraph, type Letter } from '../letter';
import { orderRows } from './words';

/** Nobody is accused: what staff suspect may be wrong, and whoever it is right of learns nothing. */
const why: Record<CancelReason, string> = {
  requested_by_buyer: 'We have canceled your order, as you asked us to.',
  not_paid: 'We have canceled your order, because it was not paid.',
  cannot_be_sent: 'We are sorry: we cannot send you this print, and have canceled your order.',
  too_many_copies:
    'We have canceled your order, because there are not enough copies of this print for one person to have so many.',
  not_accepted: 'We could not accept your order, and have canceled it.',
};

export const orderCanceledLetter = (
  { reference, title, total, reason }: MailData<'order_canceled'>,
  orderUrl: string,
): Letter => ({
  subject: `Order canceled: ${title} (${reference})`,
  heading: 'Your order was canceled',
  parts: [
    paragraph(`${why[reason]} You have not been charged.`),
    facts([...orderRows({ title, reference }), ['Not charged', formatMoney(total)]]),
    action('Show the order', orderUrl),
  ],
});
