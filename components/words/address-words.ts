import { shortAddress, type PostalAddress } from '@/lib/domain/address';

/** "To Ada, 12 Mill Lane": where what is bought goes. */
export const toText = (address: Pick<PostalAddress, 'name' | 'line1'>): string =>
  `To ${shortAddress(address)}`;

/** Beside each price: nothing is added to it. */
export const includedText = 'Shipping and taxes are included.';

export const addressWords = {
  goesTo: 'Where it goes',
  question: 'Where does it go?',
  unknown: 'You are asked where it goes before you pay.',
  notKnown: {
    title: 'We do not know yet where it goes',
    text: 'Say where, so that it can be sent.',
  },
  sayWhere: 'Say where it goes',
  change: 'Send it elsewhere',
  choose: 'Send it to',
  another: 'Another address',
  sendThere: 'Send it there',
  notNow: 'Not now',
  early: 'The form is still loading. Wait until it is there.',
  incomplete: 'Some of the address is missing: what is marked above.',
  untilSent: 'You can change the address until the order is sent.',
} as const;

/** What a wallet says of the addresses in it. */
export const keptAddressWords = {
  title: 'Addresses',
  empty: 'No addresses yet',
  emptyText: 'Keep an address once, and a print is sent there by one click.',
  add: 'Add address',
  addTitle: 'Add an address',
  editTitle: 'Change this address',
  save: 'Save address',
  saving: 'Saving the address…',
  added: 'Address saved',
  isDefault: 'Default',
  makeDefault: 'Make default',
  makeThisDefault: (address: PostalAddress) => `Make default: ${shortAddress(address)}`,
  edit: 'Edit',
  editThis: (address: PostalAddress) => `Edit ${shortAddress(address)}`,
  removeShort: 'Remove',
  removeThis: (address: PostalAddress) => `Remove ${shortAddress(address)}`,
  removeTitle: (address: PostalAddress) => `Remove ${shortAddress(address)}?`,
  removeText: 'Orders that go there still do.',
  keep: 'Keep it',
  remove: 'Remove address',
  removing: 'Removing…',
  removed: 'Address removed',
  madeDefault: (address: PostalAddress) => `${shortAddress(address)} is your default now`,
} as const;

/** For staff. */
export const deskAddressWords = {
  goesTo: 'Goes to',
  change: 'Change where it goes…',
  title: 'Change where it goes',
  text: 'As its buyer asked. They can change it themselves until it is sent.',
  save: 'Send it there',
  saved: 'It goes there now',
  unknown: 'Its buyer has not said yet',
} as const;

export const addressFieldWords = {
  name: 'Name',
  line1: 'Street and number',
  line2: 'Flat, floor or company',
  city: 'Town',
  state: 'State or province',
  postalCode: 'Postal code',
  country: 'Country',
} as const satisfies Record<keyof PostalAddress, string>;
