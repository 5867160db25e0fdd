import { createHash } from 'node:crypto';
import { ApiError, errorBody } from '../../api/errors';

type Given = Readonly<Record<string, unknown>>;

/** The digits of an IBAN that name the bank, by country; four where it is not listed. */
const BANK_CODE_LENGTH: Readonly<Record<string, number>> = {
  AT: 5,
  BE: 3,
  DE: 8,
  EE: 2,
  FI: 3,
  FR: 5,
  LU: 3,
};

const IDEAL_BICS: Readonly<Record<string, string>> = {
  abn_amro: 'ABNANL2A',
  asn_bank: 'ASNBNL21',
  bunq: 'BUNQNL2A',
  handelsbanken: 'HANDNL2A',
  ing: 'INGBNL2A',
  knab: 'KNABNL2H',
  moneyou: 'MOYONL21',
  n26: 'NTSBDEB1',
  nn: 'NNBANL2G',
  rabobank: 'RABONL2U',
  regiobank: 'RBRBNL21',
  revolut: 'REVOLT21',
  sns_bank: 'SNSBNL2A',
  triodos_bank: 'TRIONL2U',
  van_lanschot: 'FVLBNL22',
  yoursafe: 'BITSNL2A',
};

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** The same number at the same account always has the same fingerprint, as at Stripe. */
export function fingerprintOf(account: string, number: string): string {
  const digest = createHash('sha256').update(`${account} ${number}`).digest();
  return [...digest.subarray(0, 16)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('');
}

/** What a payment method other than a card shows of itself. */
export function otherMethodDetails(account: string, type: string, sent: unknown): Given {
  const given = (typeof sent === 'object' && sent !== null ? sent : {}) as Given;
  const number = (name: string) => (typeof given[name] === 'string' ? given[name] : '');
  switch (type) {
    case 'sepa_debit':
      return sepaDetails(account, number('iban').replace(/\s/g, '').toUpperCase());
    case 'acss_debit':
      return {
        bank_name: 'STRIPE TEST BANK',
        fingerprint: fingerprintOf(account, number('account_number')),
        institution_number: number('institution_number'),
        last4: number('account_number').slice(-4),
        transit_number: number('transit_number'),
      };
    case 'us_bank_account':
      return {
        account_holder_type: given.account_holder_type ?? null,
        account_type: given.account_type ?? 'checking',
        bank_name: 'STRIPE TEST BANK',
        financial_connections_account: null,
        fingerprint: fingerprintOf(account, number('account_number')),
        last4: number('account_number').slice(-4),
        networks: { preferred: 'ach', supported: ['ach'] },
        routing_number: number('routing_number'),
        status_details: {},
      };
    case 'au_becs_debit':
      return {
        bsb_number: number('bsb_number'),
        fingerprint: fingerprintOf(account, number('account_number')),
        last4: number('account_number').slice(-4),
      };
    case 'bacs_debit':
      return {
        fingerprint: fingerprintOf(account, number('account_number')),
        last4: number('account_number').slice(-4),
        sort_code: number('sort_code'),
      };
    case 'fpx':
      return { account_holder_type: given.account_holder_type ?? 'individual', bank: given.bank };
    case 'ideal':
      return { bank: given.bank ?? null, bic: IDEAL_BICS[number('bank')] ?? null };
    case 'eps':
    case 'p24':
      return { bank: given.bank ?? null };
    case 'link':
      return { email: given.email ?? null };
    default:
      return { ...given };
  }
}

function sepaDetails(account: string, iban: string): Given {
  if (!isIban(iban)) {
    throw new ApiError(
      400,
      errorBody('invalid_request_error', 'The IBAN you provided is invalid.', {
        code: 'invalid_bank_account_iban',
        param: 'sepa_debit[iban]',
      }),
    );
  }
  const country = iban.slice(0, 2);
  return {
    bank_code: iban.slice(4, 4 + (BANK_CODE_LENGTH[country] ?? 4)),
    branch_code: '',
    country,
    fingerprint: fingerprintOf(account, iban),
    generated_from: { charge: null, setup_attempt: null },
    last4: iban.slice(-4),
  };
}

function isIban(iban: string): boolean {
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{10,30}$/.test(iban)) return false;
  const digits = [...iban.slice(4), ...iban.slice(0, 4)]
    .map((character) => parseInt(character, 36))
    .join('');
  let rest = 0;
  for (const digit of digits) rest = (rest * 10 + Number(digit)) % 97;
  return rest === 1;
}
