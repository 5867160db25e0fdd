import type { Journey } from './expected';
import type { Kind } from './documented-card';

/** The journeys as a product manager calls them. */
export const journeyWords: Readonly<Record<Journey, string>> = {
  save: 'Saved in the wallet',
  payAndSave: 'Paid at checkout and saved',
  oneClick: 'Paid with one click',
  offSession: 'Charged later, buyer away',
  afterwards: 'Money back, or disputed',
};

export const kindWords: Readonly<Record<Kind, string>> = {
  plain: 'Cards that work',
  cobranded: 'Cards of two brands',
  country: 'Cards by country',
  decline: 'Cards that are declined',
  invalid: 'Numbers that are none',
  risk: 'Cards that Radar looks at',
  bank: 'Cards whose bank asks',
  dispute: 'Cards whose payment is disputed',
  refund: 'Cards whose refund is slow or fails',
  balance: 'Cards whose money is there at once',
  captcha: 'Cards that bring a captcha',
};
