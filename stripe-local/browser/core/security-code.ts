import { digitsOf, type CardBrand, type FieldFault } from './card-number';

/** American Express prints four digits on the front, everybody else three on the back. */
export const securityCodeLength = (brand: CardBrand): number => (brand === 'amex' ? 4 : 3);

/** While the brand is not known yet, four digits may still turn out right. */
const longestSecurityCode = (brand: CardBrand): number =>
  brand === 'unknown' ? 4 : securityCodeLength(brand);

export const formatSecurityCode = (text: string, brand: CardBrand): string =>
  digitsOf(text).slice(0, longestSecurityCode(brand));

export const securityCodeFault = (text: string, brand: CardBrand): FieldFault => {
  const digits = digitsOf(text);
  if (digits === '') return 'empty';
  return digits.length < securityCodeLength(brand) ? 'incomplete' : null;
};
