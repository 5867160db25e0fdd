import { invalid } from '../api/errors';

/** Currencies without minor units, and those with three digits of them. */
const ZERO_DECIMAL = new Set(
  'bif clp djf gnf jpy kmf krw mga pyg rwf ugx vnd vuv xaf xof xpf'.split(' '),
);
const THREE_DECIMAL = new Set('bhd jod kwd omr tnd'.split(' '));

const OTHERS =
  'usd aed afn all amd ang aoa ars aud awg azn bam bbd bdt bgn bmd bnd bob brl bsd bwp byn bzd cad cdf chf cny cop crc ' +
  'cve czk dkk dop dzd egp etb eur fjd fkp gbp gel gip gmd gtq gyd hkd hnl htg huf idr ils inr isk jmd kes kgs khr kyd ' +
  'kzt lak lbp lkr lrd lsl mad mdl mkd mmk mnt mop mur mvr mwk mxn myr mzn nad ngn nio nok npr nzd pab pen pgk php pkr ' +
  'pln qar ron rsd rub sar sbd scr sek sgd shp sle sos srd std szl thb tjs top try ttd twd tzs uah uyu uzs wst xcd xcg yer zar zmw';
const CURRENCIES = [...OTHERS.split(' '), ...ZERO_DECIMAL, ...THREE_DECIMAL];
const known = new Set(CURRENCIES);

/** The least that Stripe charges, in minor units: docs.stripe.com/currencies#minimum-and-maximum-charge-amounts. */
const MINIMUM: Readonly<Record<string, number>> = {
  usd: 50,
  aed: 200,
  aud: 50,
  brl: 50,
  cad: 50,
  chf: 50,
  czk: 1500,
  dkk: 250,
  eur: 50,
  gbp: 30,
  hkd: 400,
  huf: 17500,
  inr: 50,
  jpy: 50,
  mxn: 1000,
  myr: 200,
  nok: 300,
  nzd: 50,
  pln: 200,
  ron: 200,
  sek: 300,
  sgd: 50,
  thb: 1000,
};
const LARGEST = 99_999_999;

const SYMBOLS: Readonly<Record<string, string>> = { usd: '$', eur: '€', gbp: '£', jpy: '¥' };

function spoken(amount: number, currency: string): string {
  const digits = ZERO_DECIMAL.has(currency) ? 0 : THREE_DECIMAL.has(currency) ? 3 : 2;
  const number = (amount / 10 ** digits).toLocaleString('en-US', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return `${SYMBOLS[currency] ?? ''}${number} ${currency}`;
}

export function readCurrency(sent: string): string {
  const currency = sent.toLowerCase();
  if (known.has(currency)) return currency;
  throw invalid(
    `Invalid currency: ${currency}. Stripe currently supports these currencies: ${CURRENCIES.join(', ')}`,
    { param: 'currency' },
  );
}

export function checkAmount(amount: number, currency: string): void {
  if (amount === 0) {
    throw invalid(
      'The amount must be greater than or equal to the minimum charge amount allowed for your account and the currency set ' +
        '(https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts).  If you want to save a Payment Method for ' +
        'future use without an immediate payment, use a Setup Intent instead: https://docs.stripe.com/payments/setup-intents',
      { code: 'parameter_invalid_integer', param: 'amount' },
    );
  }
  checkPositive(amount);
  const minimum = MINIMUM[currency] ?? 1;
  if (amount < minimum) {
    throw invalid(`Amount must be at least ${spoken(minimum, currency)}`, {
      code: 'amount_too_small',
      param: 'amount',
    });
  }
  if (amount > LARGEST) {
    throw invalid(`Amount must be no more than ${spoken(LARGEST, currency)}`, {
      code: 'amount_too_large',
      param: 'amount',
    });
  }
  checkLastDigit(amount, currency, 'amount');
}

export function checkPositive(amount: number, param = 'amount'): void {
  if (amount >= 1) return;
  throw invalid('This value must be greater than or equal to 1.', {
    code: 'parameter_invalid_integer',
    param,
  });
}

/** Three-decimal currencies are charged to the hundredth only: the last digit is 0. */
export function checkLastDigit(amount: number, currency: string, param: string): void {
  if (!THREE_DECIMAL.has(currency) || amount % 10 === 0) return;
  throw invalid(
    `Invalid amount: ${amount}. Charges in ${currency} must be evenly divisible by 10.`,
    { code: 'parameter_invalid_integer', param },
  );
}
