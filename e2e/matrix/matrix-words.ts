import type { Journey } from './expected';
import type { Kind } from './documented-card';
import type { Change } from './results';

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

/** What a terminal says of two runs beside each other; `before` is when the earlier one began. */
export function comparedWords(changes: readonly Change[] | null, before: string | null): string[] {
  if (changes === null || before === null) return ['There is no run before it to compare with.'];
  if (changes.length === 0) return [`As in the run of ${before}.`];
  return [
    `Otherwise than in the run of ${before}:`,
    ...changes.map(
      ({ card, journey, before: then, after }) =>
        `  ${card}, ${journeyWords[journey]}: ${then ?? '–'} before, ${after ?? '–'} now`,
    ),
  ];
}

const MINUTE = 60_000;

export const tookWords = (ms: number): string =>
  `${Math.floor(ms / MINUTE)} min ${Math.round((ms % MINUTE) / 1_000)} s`;
