import { findCard, findNamedCard } from '../../cards/catalog';
import type { TestCard } from '../../cards/card';
import { ApiError, errorBody } from '../../api/errors';
import type { World } from '../../state/world';

/** A card as it was typed, or a test token standing for one. */
export interface CardInput {
  readonly number?: string;
  readonly exp_month?: number;
  readonly exp_year?: number;
  readonly cvc?: string;
  readonly token?: string;
  readonly networks?: { readonly preferred?: string };
}

export interface ReadCard {
  readonly card: TestCard;
  readonly expMonth: number;
  readonly expYear: number;
  readonly cvcGiven: boolean;
  readonly postalCodeGiven: boolean;
  readonly line1Given: boolean;
  readonly named: boolean;
  /** The network that the cardholder chose, whether the card has it or not. */
  readonly preferred: string | null;
}

/** Cards do not run further ahead than this, so a year beyond it is a typing error. */
const LONGEST_VALIDITY_YEARS = 50;

const cardError = (code: string, message: string, param: string): ApiError =>
  new ApiError(402, errorBody('card_error', message, { code, param }));

export function readCard(world: World, input: CardInput): ReadCard {
  const preferred = input.networks?.preferred ?? null;
  if (input.token !== undefined) {
    const named = findNamedCard(input.token);
    if (named) return { ...namedCard(world, named), preferred };
    throw new ApiError(
      400,
      errorBody('invalid_request_error', `No such token: '${input.token}'`, {
        code: 'resource_missing',
        param: 'card[token]',
      }),
    );
  }
  const number = (input.number ?? '').replace(/[\s-]/g, '');
  checkNumber(number);
  const now = new Date(world.clock.now());
  const month = input.exp_month ?? 0;
  const year = fullYear(input.exp_year ?? 0);
  if (month < 1 || month > 12) {
    throw cardError(
      'invalid_expiry_month',
      "Your card's expiration month is invalid.",
      'exp_month',
    );
  }
  const thisYear = now.getUTCFullYear();
  if (year < thisYear || year > thisYear + LONGEST_VALIDITY_YEARS) {
    throw cardError('invalid_expiry_year', "Your card's expiration year is invalid.", 'exp_year');
  }
  if (year === thisYear && month < now.getUTCMonth() + 1) {
    throw cardError(
      'invalid_expiry_month',
      "Your card's expiration month is invalid.",
      'exp_month',
    );
  }
  const card = findCard(number);
  if (!card) throw notATestCard();
  const cvc = input.cvc ?? '';
  if (cvc && !new RegExp(card.brand === 'amex' ? '^\\d{3,4}$' : '^\\d{3}$').test(cvc)) {
    throw cardError('invalid_cvc', "Your card's security code is invalid.", 'cvc');
  }
  return {
    card,
    expMonth: month,
    expYear: year,
    cvcGiven: cvc !== '',
    postalCodeGiven: false,
    line1Given: false,
    named: false,
    preferred,
  };
}

/** Test tokens carry this month of next year, a CVC, and whatever their check is about. */
export function namedCard(world: World, card: TestCard): ReadCard {
  const now = new Date(world.clock.now());
  const isAbout = (check: 'postal_code' | 'line1') =>
    card.checksUnavailable === true || (card.failsChecks?.includes(check) ?? false);
  return {
    card,
    expMonth: now.getUTCMonth() + 1,
    expYear: now.getUTCFullYear() + 1,
    cvcGiven: true,
    postalCodeGiven: isAbout('postal_code'),
    line1Given: isAbout('line1'),
    named: true,
    preferred: null,
  };
}

const fullYear = (year: number): number => (year >= 0 && year < 100 ? 2000 + year : year);

function checkNumber(number: string): void {
  if (!/^\d{12,19}$/.test(number)) {
    throw cardError(
      'invalid_number',
      'The card number is not a valid credit card number.',
      'number',
    );
  }
  if (!passesLuhn(number)) {
    throw cardError('incorrect_number', 'Your card number is incorrect.', 'number');
  }
}

function passesLuhn(number: string): boolean {
  let sum = 0;
  for (let at = 0; at < number.length; at++) {
    const digit = Number(number[number.length - 1 - at]);
    const doubled = at % 2 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

const notATestCard = (): ApiError =>
  new ApiError(
    402,
    errorBody(
      'card_error',
      'Your card was declined. Your request was in test mode, but used a non test card. For a list of valid test cards, ' +
        'visit: https://stripe.com/docs/testing.',
      { code: 'card_declined', decline_code: 'test_mode_live_card', param: 'number' },
    ),
  );
