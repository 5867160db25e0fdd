/**
 * The currencies of payment methods that know some only: docs.stripe.com/payments/payment-methods/payment-method-support.
 * One that is not listed here is taken in any.
 */
const CURRENCIES: Readonly<Record<string, string>> = {
  acss_debit: 'cad usd',
  affirm: 'cad usd',
  afterpay_clearpay: 'aud cad gbp nzd usd',
  alma: 'eur',
  au_becs_debit: 'aud',
  bacs_debit: 'gbp',
  bancontact: 'eur',
  billie: 'eur gbp',
  blik: 'pln',
  boleto: 'brl',
  cashapp: 'usd',
  crypto: 'usd',
  customer_balance: 'eur gbp jpy mxn usd',
  eps: 'eur',
  fpx: 'myr',
  giropay: 'eur',
  grabpay: 'myr sgd',
  ideal: 'eur',
  kakao_pay: 'krw',
  klarna: 'aud cad chf czk dkk eur gbp nok nzd pln ron sek usd',
  konbini: 'jpy',
  kr_card: 'krw',
  mb_way: 'eur',
  mobilepay: 'dkk eur nok sek',
  multibanco: 'eur',
  naver_pay: 'krw',
  nz_bank_account: 'nzd',
  oxxo: 'mxn',
  p24: 'eur pln',
  pay_by_bank: 'eur gbp',
  payco: 'krw',
  paynow: 'sgd',
  payto: 'aud',
  pix: 'brl',
  promptpay: 'thb',
  samsung_pay: 'krw',
  satispay: 'eur',
  sepa_debit: 'eur',
  sofort: 'eur',
  swish: 'sek',
  twint: 'chf',
  upi: 'inr',
  us_bank_account: 'usd',
  zip: 'aud usd',
};

/** Recorded at endive: with manual capture an account's types shrink to the first four; the rest is documented. */
const CAPTURED_LATER = new Set(
  'card afterpay_clearpay klarna link affirm alma amazon_pay billie cashapp mobilepay paypal revolut_pay satispay'.split(
    ' ',
  ),
);

/** Whether a payment method can pay in this currency, and be authorized first where that is asked for. */
export const fits = (type: string, currency?: string, captureMethod?: string): boolean =>
  (currency === undefined || (CURRENCIES[type]?.split(' ').includes(currency) ?? true)) &&
  (captureMethod !== 'manual' || CAPTURED_LATER.has(type));
