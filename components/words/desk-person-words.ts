/** A person's page at the desk. */
export const personWords = {
  orders: 'Orders',
  ordersCounted: (count: string) => (count === '1' ? '1 order' : `${count} orders`),
  noOrders: 'No order yet.',
  cards: 'Saved cards',
  noCards: 'No card is kept.',
  addresses: 'Addresses',
  noAddresses: 'No address is kept.',
  isDefault: 'Default',
  expires: (month: number, year: number) =>
    `Expires ${String(month).padStart(2, '0')}/${String(year).slice(-2)}`,
  facts: 'This person',
  name: 'Name',
  email: 'Email',
  confirmed: 'Address confirmed',
  notConfirmed: 'Not confirmed',
  joined: 'Joined',
  role: 'Role',
  isStaff: 'Staff',
  isBuyer: 'Buyer',
  id: 'Person id',
  erased: 'Erased: what named this person was taken away at their wish. The books stay.',
  openPerson: 'Show this person',
} as const;

/** Notes of the staff. */
export const noteWords = {
  title: 'Notes',
  none: 'No notes.',
  label: 'New note',
  hint: 'For staff. Whoever it is about is told it if they ask what is held of them.',
  write: 'Write it down',
  writing: 'Writing it down…',
  older: 'Older notes stand on the buyer’s page.',
  emptied: 'Taken away with the person.',
  unreachable: 'We could not reach the shop. Check your connection and press again.',
  tooLate: 'This form was sent before, with another text. Show the page again.',
} as const;

/** A mail that is sent again. */
export const mailAgainWords = {
  button: { receipt: 'Send receipt again', preorder_confirmed: 'Send confirmation again' },
  sending: 'Sending…',
  sent: (recipient: string) => `On its way to ${recipient}`,
  heldBack: 'It was written down and does not go out',
  tooLate: 'Its buyer has no address any more, or this order has no such mail by now.',
  tooMany: 'It was sent again five times today, which is all.',
} as const;

/** The search at the desk, the days of its list, and the key that leads to it. */
export const searchWords = {
  from: 'Placed from',
  to: 'until',
  utc: 'Days of UTC, the last one included.',
  narrow: 'Show these days',
  anyDay: 'Any day',
  counted: (count: string) => (count === '1' ? '1 order' : `${count} orders`),
  key: 'Press / to search',
  keyOff: 'Switch the / key off',
  keyOn: 'Switch the / key on',
} as const;
