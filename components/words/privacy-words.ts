import type { Section } from '@/components/site/sections';
import { retention } from '@/lib/domain/retention';

const DAY_MS = 24 * 60 * 60_000;

const days = ({ keptForMs }: { keptForMs: number }): string =>
  keptForMs === DAY_MS ? '1 day' : `${keptForMs / DAY_MS} days`;

export const privacyWords = {
  title: 'Privacy',
  lead: 'What this shop holds of you, for how long, and how it goes.',
} as const;

export const privacySections: readonly Section[] = [
  {
    title: 'Your cards',
    texts: [
      'Card numbers and security codes go from your browser to Stripe, our payment provider. This shop never receives them. It keeps the brand, the last four digits, the expiry date, the country, a mark by which Stripe tells that two cards are the same, the billing address that Stripe keeps with the card, if there is one, and the name that you gave it.',
      'A card that you remove is detached at Stripe a few seconds later, when it cannot be brought back any more.',
    ],
  },
  {
    title: 'Your account',
    texts: [
      'We keep your name, your email address, a hash of your password, and the account at GitHub or Google if you sign in with one, until the account is erased.',
      'Addresses that prints are sent to stay in your wallet until you remove them, or the account is erased. They are typed into fields of Stripe’s, without suggestions from anybody else.',
      `Where you are signed in is kept for ${days(retention.sessions)} after the last visit, with the name of the browser. A cookie names this session; another remembers that this browser has signed in before, so that strangers cannot hold you up. Two more keep the theme and the currency that you chose. There are no cookies for advertising or statistics.`,
    ],
  },
  {
    title: 'Your orders',
    texts: [
      'Orders, payments, refunds, disputes, and what you agreed to, are part of the books and are kept for as long as the law wants them. An address that you gave for a receipt, and where an order goes, stand with the order until the account is erased.',
      'Whoever works here may write notes on you or an order, such as what was agreed on the telephone. They are part of what you are sent when you ask to see what is held of you, and their text goes with the account.',
    ],
  },
  {
    title: 'What goes by itself',
    texts: [
      `To whom a mail went and what it said: ${days(retention.mailContents)} after it was written. What Stripe tells us of a payment: ${days(retention.eventPayloads)} after it was taken in. Links in mails, of which we keep hashes: ${days(retention.emailTokens)} after they are over. Cards that were begun and never saved: ${days(retention.emptySetups)}.`,
      'Failed payments and sign-ins are counted, by account and by internet address, to stop whoever tries out stolen cards and passwords. Of these only a hash is kept, for 30 days at most.',
      'The server’s log and copies of the database are kept for as long as whoever runs the shop keeps them.',
    ],
  },
  {
    title: 'Who else has it',
    texts: [
      'Stripe, which takes the payments and has your name, your email address, your cards and, with each payment, where the order goes. The mail server that carries our mails. The carrier of a parcel, whose label says where it goes. Nobody else gets it from this shop’s software.',
    ],
  },
  {
    title: 'To see it, or to have it taken away',
    texts: [
      'Write to us: we send you all that is held of you as a file, or erase your account. What the books need stays without your name and address; your cards and your entry at Stripe are deleted there, too.',
    ],
  },
];
