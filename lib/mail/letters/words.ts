import { brandName } from '../../domain/brand-name';

export const cardText = ({ brand, last4 }: { brand: string; last4: string }): string =>
  `${brandName(brand)} ending in ${last4}`;

/** What every letter about an order names first. */
export const orderRows = ({ title, reference }: { title: string; reference: string }) =>
  [
    ['Print', title],
    ['Order', reference],
  ] as const;

/** Where it goes, where that may be told. */
export const goesToRows = (goesTo: readonly string[] | undefined) =>
  goesTo ? ([['Goes to', goesTo.join(', ')]] as const) : [];

/** A day in words; in UTC, because a mail does not know where it will be read. */
export const dayText = (at: number): string =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(at);

/** "August 2030" */
export const monthText = (month: number, year: number): string =>
  new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    Date.UTC(year, month - 1),
  );
