import type { Section } from '@/components/site/sections';
import { MOST_UNPAID_ORDERS } from '@/lib/domain/edition';
import { COPY_IS_HELD_MS, UNPAID_LASTS_MS } from '@/lib/domain/expiry';

const HOUR_MS = 60 * 60_000;

/** The same above terms and privacy: whoever runs the shop puts their own in the place of these. */
export const templateText =
  'This is a template. It says what the software of this shop does; it is no legal advice. Whoever runs the shop replaces it by words of their own, with their name and address.';

export const termsWords = {
  title: 'Terms',
  lead: 'What is agreed by buying here.',
} as const;

const hours = (ms: number): string => (ms === HOUR_MS ? 'an hour' : `${ms / HOUR_MS} hours`);

export const termsSections: readonly Section[] = [
  {
    title: 'Buying',
    texts: [
      'The price on the button is the whole price: nothing is added to it. By pressing the button you order and pay in one step. If the price has changed since the page was shown, nothing is charged, and the page says so.',
      `An order that is not paid is given up after ${hours(UNPAID_LASTS_MS)}, and one that holds a copy of a limited edition loses the copy after ${hours(COPY_IS_HELD_MS)}. At most ${MOST_UNPAID_ORDERS} orders may wait for payment at a time.`,
      'Of a limited edition one person may have only so many copies: the shop says when that is reached.',
    ],
  },
  {
    title: 'Pre-orders',
    texts: [
      'A pre-order is charged later, to the card that you chose, when the print ships, and on the day that you agreed to at the latest. Until it is charged you can change the card or cancel the order. After that day nothing is charged any more without you.',
    ],
  },
  {
    title: 'Saved cards',
    texts: [
      'A card is saved only if you say so, in the words that stand beside the button or the box. It is charged only when you buy something, or as agreed with a pre-order. You can remove it at any time.',
    ],
  },
  {
    title: 'Cancelling and refunds',
    texts: [
      'You can cancel an order on its page as long as it is not paid. Refunds are made by the shop, to the card that paid. The rights that the law gives you stay as they are.',
    ],
  },
];
