import type { Section } from '@/components/site/sections';

export const helpWords = {
  title: 'Help',
  lead: 'What people ask most, and where to write to.',
  writeTitle: 'Write to us',
  /** Stands before the address itself. */
  writeText: 'Write to',
  writeHint:
    'Say which order it is about: its eight letters and digits stand on its page and in every mail about it. If a page showed a support code, quote it. Never send a card number: nobody here will ask for one.',
  /** Where the shop's settings name no address. */
  noAddress: 'Answer any mail that you have had from us: it reaches the people who can help.',
} as const;

export const helpSections: readonly Section[] = [
  {
    title: 'A payment did not go through',
    texts: [
      'Nothing was charged. The order’s page says why, and what to do next: the same order can be paid with another card.',
      'If your bank asked you to confirm and you closed its question, open the order and press “Continue with your bank”.',
    ],
  },
  {
    title: 'I do not know whether I have paid',
    texts: [
      'Look at your orders before you pay again. An order that is paid says so; one whose answer is still out says that we are finding out, and changes by itself.',
      'One order is never charged twice, however often a button is pressed.',
    ],
  },
  {
    title: 'The shop says that cards were refused too often',
    texts: [
      'Whoever has stolen cards tries many of them at a shop. To keep them out, new cards and payments stop for a while after several refusals, here or at the connection that you use. The page says how long to wait. Cards that have paid before go on working.',
    ],
  },
  {
    title: 'Cards in the wallet',
    texts: [
      'Stripe keeps them; this shop never sees a number. A card is charged only when you buy something, and can be removed at any time under “Wallet”.',
    ],
  },
  {
    title: 'Orders, refunds and pre-orders',
    texts: [
      'An order that is not paid can be canceled on its page. For one that is paid, write to us: a refund goes to the card that paid, and its page and a mail tell when it has gone.',
      'A pre-order is charged when it is sent, by the words that you agreed to. Until then its card can be changed, and the order canceled.',
    ],
  },
];
