import { isNoAddress } from './no-address';
import type { HeldBack, MailKind } from './mail-state';

/**
 * What a mail is about, which says to whom it may go. `proof` is the mail whose link confirms the
 * address that it goes to; `money` tells of money that has moved, or of what it was paid for; `receipt`
 * is the one of these that goes where its buyer said.
 */
export type Matter = 'proof' | 'receipt' | 'money' | 'order' | 'account';

const matters: Record<MailKind, Matter> = {
  receipt: 'receipt',
  refunded: 'money',
  refund_failed: 'money',
  order_sent: 'money',
  preorder_confirmed: 'order',
  action_needed: 'order',
  card_expires_soon: 'order',
  ships_soon: 'order',
  // Nothing was paid.
  order_canceled: 'order',
  verify_email: 'proof',
  // Its link sets a password and confirms the address in one.
  reset_password: 'proof',
};

/** `data` as it is stored: a mail that names providers instead of a link proves nothing. */
export function matterOf({ kind, data }: { kind: MailKind; data: unknown }): Matter {
  if (kind !== 'reset_password') return matters[kind];
  const { providers } = data as { providers?: readonly string[] };
  return providers?.length ? 'account' : 'proof';
}

export type Facts = {
  /** The account's own address, and whether its owner has confirmed it. */
  own: { email: string; isConfirmed: boolean };
  /** The order that the mail is about; null where it is about none. */
  order: { receiptEmail: string; isPaid: boolean } | null;
};

/** Whether the address is confirmed as the account's own: to any other one little goes, and not often. */
export const isConfirmedOwn = (recipient: string, { own }: Facts): boolean =>
  own.isConfirmed && recipient === own.email;

/** Where a mail goes. A receipt has an address of its own; all else is for the account's. */
export function recipientOf(matter: Matter, { own, order }: Facts): string {
  if (!order) return own.email;
  const hasNone = matter === 'money' && isNoAddress(own.email);
  return matter === 'receipt' || hasNone ? order.receiptEmail : own.email;
}

/**
 * Whether a mail may go: null, or why not. An address that nobody has confirmed may be a stranger's:
 * it gets the mail that confirms it, and what tells of an order that was paid. Another person's gets
 * a receipt, for something that was paid. How many of those in a day is counted beside this.
 */
export function whyHeldBack(matter: Matter, recipient: string, facts: Facts): HeldBack | null {
  const isMoney = matter === 'receipt' || matter === 'money';
  if (isMoney && !facts.order?.isPaid) return 'nothing_paid';
  if (recipient !== facts.own.email) {
    return recipient === recipientOf(matter, facts) ? null : 'not_their_address';
  }
  const mayStrangersGetIt = isMoney || matter === 'proof';
  return facts.own.isConfirmed || mayStrangersGetIt ? null : 'address_unconfirmed';
}
