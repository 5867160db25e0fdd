import type { PaymentState } from './order';

/** Where something is delivered, and to whom. What a country does not use is null. */
export type PostalAddress = {
  name: string;
  line1: string;
  line2: string | null;
  city: string | null;
  state: string | null;
  postalCode: string | null;
  /** ISO 3166-1, two letters. */
  country: string;
};

/** An address that somebody keeps. */
export type AddressView = PostalAddress & { id: string; isDefault: boolean };

/** The longest that each line may be, in characters: longer ones do not fit on a label. */
export const ADDRESS_BOUNDS = {
  name: 100,
  line1: 120,
  line2: 120,
  city: 80,
  state: 80,
  postalCode: 20,
} as const satisfies Record<Exclude<keyof PostalAddress, 'country'>, number>;

/** So many addresses somebody may keep: a family's, and no shop's own list of customers. */
export const MOST_ADDRESSES = 10;

/** Countries whose letters arrive without one. Source: Universal Postal Union, addressing systems. */
const WITHOUT_POSTAL_CODE = new Set(['AE', 'HK', 'IE', 'QA']);
const WITHOUT_CITY = new Set(['HK', 'SG']);
/** Where a letter without its state is not delivered. */
const WITH_STATE = new Set(['AU', 'CA', 'US']);
/** Where the postal code stands behind the town, and not before it. */
const POSTAL_CODE_LAST = new Set(['AU', 'CA', 'GB', 'IE', 'NZ', 'SG', 'US']);

/** What a country's addresses hold and this one does not. */
export const missingParts = (address: PostalAddress): (keyof PostalAddress)[] => {
  const { city, state, postalCode, country } = address;
  return [
    ...(city === null && !WITHOUT_CITY.has(country) ? (['city'] as const) : []),
    ...(state === null && WITH_STATE.has(country) ? (['state'] as const) : []),
    ...(postalCode === null && !WITHOUT_POSTAL_CODE.has(country) ? (['postalCode'] as const) : []),
  ];
};

/** How a button and a list name it: "Ada, 12 Mill Lane". */
export const shortAddress = ({ name, line1 }: Pick<PostalAddress, 'name' | 'line1'>): string =>
  `${name}, ${line1}`;

export const countryName = (country: string, language = 'en'): string =>
  new Intl.DisplayNames([language], { type: 'region' }).of(country) ?? country;

const joined = (parts: readonly (string | null)[], by: string) =>
  parts.filter((part) => part !== null).join(by);

/** As it is written on a parcel, the name first. */
export function addressLines(address: PostalAddress, language = 'en'): string[] {
  const { name, line1, line2, city, state, postalCode, country } = address;
  const town = POSTAL_CODE_LAST.has(country)
    ? joined([joined([city, state], ', ') || null, postalCode], ' ')
    : joined([joined([postalCode, city], ' ') || null, state], ', ');
  return [name, line1, line2, town, countryName(country, language)].filter(
    (line): line is string => line !== null && line !== '',
  );
}

/** The parts of an address alone, whatever row they are taken from. */
export const postalAddressOf = (row: PostalAddress): PostalAddress => {
  const { name, line1, line2, city, state, postalCode, country } = row;
  return { name, line1, line2, city, state, postalCode, country };
};

export const isSameAddress = (one: PostalAddress, other: PostalAddress): boolean =>
  JSON.stringify(postalAddressOf(one)) === JSON.stringify(postalAddressOf(other));

/** Whether it can still be changed where an order goes: until it is on its way, or will never be. */
export const canChangeAddress = (order: {
  sentAt: number | null;
  paymentState: PaymentState;
  amount: number;
  refundedAmount: number;
}): boolean =>
  order.sentAt === null && order.paymentState !== 'canceled' && order.refundedAmount < order.amount;

/**
 * All of an address in one text: what a page says that it has shown, to be held against where the
 * order goes.
 */
export const wholeAddress = (address: PostalAddress): string =>
  Object.values(postalAddressOf(address))
    .map((part) => part ?? '')
    .join('\n');

/** Longer than any whole address is. */
export const MOST_WHOLE_ADDRESS = 700;

/**
 * Where what is bought goes, as the page showed it: one of its buyer's addresses, or the address that
 * the order has.
 */
export type Destination = { addressId: string } | { asShown: string };
