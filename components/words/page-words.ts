/** What stands at the head of pages, and of what holds their place while they load. */
export const homeWords = {
  title: 'Prints in small editions',
  lead: 'Drawn here, printed on heavy paper, signed and sent flat.',
} as const;

/** An order that has a card already is given another one; nothing is paid now. */
export const checkoutTitle = ({ isChange }: { isChange: boolean }): string =>
  isChange ? 'Change the card' : 'Checkout';

/** Where a mail leads whose buyer has to confirm. */
export const payPageTitle = 'Confirm and pay';
