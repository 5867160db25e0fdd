import type { DeclineReason } from '@/lib/domain/attempt';

/** What happened, and what to do next. */
export const declineWords: Record<DeclineReason, { title: string; advice: string }> = {
  insufficient_funds: {
    title: 'There is not enough money on this card',
    advice: 'Use another card, or try again once there is.',
  },
  expired_card: {
    title: 'This card has expired',
    advice: 'Use another card, or check the date as it is printed on this one.',
  },
  incorrect_cvc: {
    title: 'The security code is wrong',
    advice:
      'It is the 3 digits on the back of the card, or the 4 on the front of American Express. Check it and try again.',
  },
  incorrect_number: {
    title: 'The card number is wrong',
    advice: 'Check the number and try again.',
  },
  incorrect_address: {
    title: 'The postal code does not belong to this card',
    advice: 'Enter the postal code to which your bank sends letters.',
  },
  authentication_failed: {
    title: 'Your bank could not confirm that it is you',
    advice: 'Try again and confirm with your bank, or use another card.',
  },
  authentication_required: {
    title: 'Your bank wants you to confirm this',
    advice: 'Try again: your bank will ask you in the next step.',
  },
  card_not_supported: {
    title: 'This card does not support this kind of payment',
    advice: 'Use another card, or ask your bank about this currency and shop.',
  },
  limit_exceeded: {
    title: 'This card has reached its limit',
    advice: 'Use another card, or ask your bank to raise the limit.',
  },
  try_again_later: {
    title: 'Your bank did not answer',
    advice: 'Try again in a few minutes, or use another card.',
  },
  refused: {
    title: 'Your bank declined this card',
    advice: 'Banks do not tell us why. Use another card, or ask your bank.',
  },
};
