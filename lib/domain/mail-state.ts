/** What the shop mails. */
export const mailKinds = [
  'receipt',
  'preorder_confirmed',
  'action_needed',
  'card_expires_soon',
  'ships_soon',
  'order_canceled',
  'order_sent',
  'refunded',
  'refund_failed',
  'verify_email',
  'reset_password',
] as const;
export type MailKind = (typeof mailKinds)[number];

/** Why a mail was written down and does not go out. `taken_back`: what it tells of was undone in time. */
export type HeldBack =
  'address_unconfirmed' | 'not_their_address' | 'nothing_paid' | 'day_is_full' | 'taken_back';

export type MailState = 'waiting' | 'sent' | 'held_back' | 'given_up';

/** `dueAt` is null where a mail is sent, held back or given up. */
export const mailState = ({
  sentAt,
  dueAt,
  heldBack,
}: {
  sentAt: number | null;
  dueAt: number | null;
  heldBack: HeldBack | null;
}): MailState => {
  if (sentAt !== null) return 'sent';
  if (dueAt !== null) return 'waiting';
  return heldBack === null ? 'given_up' : 'held_back';
};
