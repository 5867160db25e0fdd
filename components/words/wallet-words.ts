import type { ShownCode } from '@/components/actions/ask';
import { cardLabel, spokenCardLabel, type CardNumberEnd } from '@/components/wallet/card-words';
import { limitWords } from './limit-words';

/** Failures where a card is added: nobody pays anything there. */
export const addingFailures: Partial<Record<ShownCode, string>> = {
  ...limitWords.add_card,
  signed_out: 'You are signed out, so the card was not saved. Sign in to go on.',
  unreachable:
    'We could not reach the shop, so the card was not saved. Check your connection and press again.',
  stripe_unavailable:
    'Our payment provider cannot be reached, so the card was not saved. Please try again in a moment.',
};

/** Failures where a card gets a name. */
export const namingFailures: Partial<Record<ShownCode, string>> = {
  signed_out: 'You are signed out, so the name was not kept. Sign in to go on.',
  unreachable: 'We could not reach the shop. Check your connection and press again.',
};

export const addingWords = {
  add: 'Add card',
  title: 'Add a card',
  close: 'Close',
  opening: 'Opening the form…',
  save: 'Save card',
  saving: 'Saving the card…',
  cancel: 'Cancel',
} as const;

export const renewWords = {
  renew: 'Renew',
  spoken: (card: CardNumberEnd): string => `Renew ${spokenCardLabel(card)}`,
  title: (card: CardNumberEnd): string => `Renew ${cardLabel(card)}`,
  text: 'Type the card that your bank sent in its place. With the same number, it takes this card’s place, its name and what it is for. With a new number it stands beside it, and you can remove the old one.',
} as const;

export const detailWords = {
  details: 'Details',
  spoken: (card: CardNumberEnd): string => `Details of ${spokenCardLabel(card)}`,
  billing: 'Billing address',
  noBilling: 'None kept',
  added: 'Added',
  used: 'Last used',
  notUsed: 'Not yet',
  paid: 'Paid for',
  nothingPaid: 'Nothing yet',
  more: 'All orders',
} as const;

export const nameWords = {
  label: 'Name of this card',
  hint: 'Only you see it, such as “Groceries”. Leave it empty for none.',
  save: 'Save name',
  saving: 'Saving…',
  saved: (card: CardNumberEnd, name: string): string =>
    name === ''
      ? `${cardLabel(card)} has no name now`
      : `${cardLabel(card)} is called “${name}” now`,
} as const;

export const payWithWords = {
  label: 'Pay with',
  labelLater: 'Charge when it is sent',
  another: 'Use another card',
  expires: (expiry: string): string => `expires ${expiry}`,
} as const;
