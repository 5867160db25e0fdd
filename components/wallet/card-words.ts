import { brandName } from '@/lib/domain/brand-name';

export type CardNumberEnd = { brand: string; last4: string };
export type CardDate = { expMonth: number; expYear: number };

const month = (expMonth: number) => String(expMonth).padStart(2, '0');

/** As printed on a card: 08/30. */
export const shortExpiry = ({ expMonth, expYear }: CardDate): string =>
  `${month(expMonth)}/${String(expYear).slice(-2)}`;

/** For a button or a sentence: "Visa •••• 4242". */
export const cardLabel = ({ brand, last4 }: CardNumberEnd): string =>
  `${brandName(brand)} •••• ${last4}`;

/** For the ear, where four bullets would be read one by one: "Visa ending in 4242". */
export const spokenCardLabel = ({ brand, last4 }: CardNumberEnd): string =>
  `${brandName(brand)} ending in ${last4}`;

/** "Visa ending in 4242, expires 08/2030" */
export const spokenCard = (card: CardNumberEnd & CardDate): string =>
  `${spokenCardLabel(card)}, expires ${month(card.expMonth)}/${card.expYear}`;
