import type { DeclineReason } from '@/lib/domain/attempt';

type DeclineWords = {
  /** What happened. */
  title: string;
  /** What to do next. */
  advice: string;
  /** Heads the buttons that pay once more: it agrees with the advice. */
  next: string;
  /** What the timeline says of the payment. A bank that could not be asked has declined nothing. */
  past: (withCard: string) => string;
};

const declinedBecause = (why: string) => (withCard: string) =>
  `Payment declined${withCard}: ${why}`;

const ANOTHER = 'Try another card';
const AGAIN = 'Pay for this order';

/** A payment that was refused, and what to do next. */
export const declineWords: Record<DeclineReason, DeclineWords> = {
  insufficient_funds: {
    title: 'There is not enough money on this card',
    advice: 'Use another card, or try again once there is.',
    next: ANOTHER,
    past: declinedBecause('not enough money on it'),
  },
  expired_card: {
    title: 'This card has expired',
    advice: 'Use another card, or check the date as it is printed on this one.',
    next: ANOTHER,
    past: declinedBecause('it has expired'),
  },
  incorrect_cvc: {
    title: 'The security code is wrong',
    advice:
      'It is the 3 digits on the back of the card, or the 4 on the front of American Express. Check it and try again.',
    next: AGAIN,
    past: declinedBecause('the security code was wrong'),
  },
  incorrect_number: {
    title: 'The card number is wrong',
    advice: 'Check the number and try again.',
    next: AGAIN,
    past: declinedBecause('the card number was wrong'),
  },
  incorrect_address: {
    title: 'The postal code does not belong to this card',
    advice: 'Enter the postal code to which your bank sends letters.',
    next: AGAIN,
    past: declinedBecause('the postal code was wrong'),
  },
  authentication_failed: {
    title: 'Your bank could not confirm that it is you',
    advice: 'Try again and confirm with your bank, or use another card.',
    next: 'Try again, or use another card',
    past: (withCard) => `Not paid${withCard}: your bank could not confirm that it is you`,
  },
  authentication_required: {
    title: 'Your bank wants you to confirm this',
    advice: 'Try again: your bank will ask you in the next step.',
    next: 'Confirm and pay',
    past: (withCard) => `Not paid${withCard}: your bank wants you to confirm`,
  },
  card_not_supported: {
    title: 'This card does not support this kind of payment',
    advice: 'Use another card, or ask your bank about this currency and shop.',
    next: ANOTHER,
    past: declinedBecause('it does not support this kind of payment'),
  },
  limit_exceeded: {
    title: 'This card has reached its limit',
    advice: 'Use another card, or ask your bank to raise the limit.',
    next: ANOTHER,
    past: declinedBecause('it has reached its limit'),
  },
  try_again_later: {
    title: 'Your bank did not answer',
    advice: 'Try again in a few minutes, or use another card.',
    next: 'Try again, or use another card',
    past: (withCard) => `Not paid${withCard}: your bank did not answer`,
  },
  refused: {
    title: 'Your bank declined this card',
    advice: 'Banks do not tell us why. Use another card, or ask your bank.',
    next: ANOTHER,
    past: declinedBecause('your bank gave no reason'),
  },
};
