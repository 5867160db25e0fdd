import type { Tone } from '@/components/ui/badge';
import type { HeldBack, MailState } from '@/lib/domain/mail-state';

export const mailStateWords: Record<MailState, { text: string; tone: Tone }> = {
  waiting: { text: 'Waiting', tone: 'info' },
  sent: { text: 'Sent', tone: 'success' },
  held_back: { text: 'Held back', tone: 'neutral' },
  given_up: { text: 'Not sent', tone: 'danger' },
};

/** Why a mail does not go out though nothing is wrong with it. For staff. */
export const heldBackWords: Record<HeldBack, string> = {
  address_unconfirmed:
    'The address is not confirmed. It goes out if that happens within three days.',
  not_their_address: 'The address is not the account’s, and this is no receipt.',
  nothing_paid: 'Nothing was paid.',
  day_is_full: 'This address has had as many mails today as one gets that is not confirmed.',
  taken_back: 'What it tells of was undone before it went out.',
};

export const confirmFirstText = (email: string): string =>
  `Confirm ${email} first: open the link that we have mailed to it. A pre-order is charged later, and we have to be able to write to you until then.`;

export const noAddressText =
  'Your account has no email address. A pre-order is charged later, and we have to be able to write to you until then, so this account cannot pre-order.';
