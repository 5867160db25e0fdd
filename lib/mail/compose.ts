import type { Mail } from '@/db/queries/mails';
import { tokenOfMail } from '../auth/email-token';
import { LINK_LASTS_MS, mailData } from '../domain/mail';
import { env } from '../env';
import { toHtml, toText, type Letter } from './letter';
import { actionNeededLetter } from './letters/action-needed';
import { cardExpiresSoonLetter } from './letters/card-expires-soon';
import { orderCanceledLetter } from './letters/order-canceled';
import { orderSentLetter } from './letters/order-sent';
import { preorderConfirmedLetter } from './letters/preorder-confirmed';
import { receiptLetter } from './letters/receipt';
import { refundFailedLetter } from './letters/refund-failed';
import { refundedLetter } from './letters/refunded';
import { resetPasswordLetter } from './letters/reset-password';
import { shipsSoonLetter } from './letters/ships-soon';
import { verifyEmailLetter } from './letters/verify-email';
import { payLink } from './pay-link';

export type Message = {
  /** The same at every try: a mail that arrives twice is one message to whoever reads it. */
  messageId: string;
  to: string;
  /** In ms. */
  date: number;
  subject: string;
  text: string;
  html: string;
};

/**
 * The mail as it is sent at `at` (ms): links are made now, so that no secret stands in the row.
 * Throws where the row's data are not what its kind needs.
 */
export function compose(mail: Mail, at: number): Message {
  const letter = letterOf(mail, at);
  const helpUrl = `${env().appUrl}/help`;
  return {
    messageId: `<${mail.id}@${new URL(env().appUrl).hostname}>`,
    to: mail.recipient,
    date: mail.createdAt,
    subject: letter.subject.replace(/\s+/g, ' '),
    text: toText(letter, helpUrl),
    html: toHtml(letter, helpUrl),
  };
}

function letterOf(mail: Mail, at: number): Letter {
  const { kind, data } = mail;
  switch (kind) {
    case 'receipt':
      return receiptLetter(mailData[kind].parse(data), orderUrl(mail));
    case 'preorder_confirmed':
      return preorderConfirmedLetter(mailData[kind].parse(data), orderUrl(mail));
    case 'action_needed':
      return actionNeededLetter(
        mailData[kind].parse(data),
        payLink(orderIdOf(mail), mail.userId, at + LINK_LASTS_MS.pay),
      );
    case 'ships_soon':
      return shipsSoonLetter(mailData[kind].parse(data), orderUrl(mail));
    case 'card_expires_soon':
      return cardExpiresSoonLetter(mailData[kind].parse(data), orderUrl(mail));
    case 'order_canceled':
      return orderCanceledLetter(mailData[kind].parse(data), orderUrl(mail));
    case 'order_sent':
      return orderSentLetter(mailData[kind].parse(data), orderUrl(mail));
    case 'refunded':
      return refundedLetter(mailData[kind].parse(data), orderUrl(mail));
    case 'refund_failed':
      return refundFailedLetter(mailData[kind].parse(data), orderUrl(mail));
    case 'verify_email':
      return verifyEmailLetter(`${env().appUrl}/verify-email?token=${tokenOfMail(mail.id)}`);
    case 'reset_password':
      return resetPasswordLetter(mailData[kind].parse(data), {
        reset: `${env().appUrl}/reset-password?token=${tokenOfMail(mail.id)}`,
        signIn: `${env().appUrl}/sign-in`,
      });
  }
}

function orderIdOf({ id, kind, orderId }: Mail): string {
  if (orderId === null) throw new Error(`mail ${id} (${kind}) names no order`);
  return orderId;
}

const orderUrl = (mail: Mail): string => `${env().appUrl}/orders/${orderIdOf(mail)}`;
