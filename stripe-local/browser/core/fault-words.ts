import type { FieldFault } from './card-number';
import type { Fault, FieldName, Language } from './words';

type FaultKind = Exclude<FieldFault, null>;

// Codes and English sentences are Stripe's; suites compare both. An empty field counts as incomplete.
const codes: Readonly<Record<FieldName, Readonly<Record<FaultKind, string>>>> = {
  number: same('incomplete_number', { invalid: 'invalid_number' }),
  expiry: same('incomplete_expiry', {
    invalid: 'invalid_expiry_month',
    past_year: 'invalid_expiry_year_past',
    past_month: 'invalid_expiry_month_past',
  }),
  cvc: same('incomplete_cvc', {}),
  postalCode: same('incomplete_zip', {}),
};

function same(code: string, others: Partial<Record<FaultKind, string>>): Record<FaultKind, string> {
  return {
    empty: code,
    incomplete: code,
    invalid: code,
    past_year: code,
    past_month: code,
    ...others,
  };
}

const messages: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  en: {
    incomplete_number: 'Your card number is incomplete.',
    invalid_number: 'Your card number is invalid.',
    incomplete_expiry: 'Your card’s expiration date is incomplete.',
    invalid_expiry_month: 'Your card’s expiration date is invalid.',
    invalid_expiry_year_past: 'Your card’s expiration year is in the past.',
    invalid_expiry_month_past: 'Your card’s expiration date is in the past.',
    incomplete_cvc: 'Your card’s security code is incomplete.',
    incomplete_zip: 'Your postal code is incomplete.',
    incomplete_zip_us: 'Your ZIP code is incomplete.',
    incomplete_email: 'Your email is incomplete.',
    invalid_email: 'Your email is invalid.',
    incomplete_name: 'Please provide your full name.',
    incomplete_first_name: 'Please provide your first name.',
    incomplete_last_name: 'Please provide your last name.',
    incomplete_address: 'This field is incomplete.',
  },
  zh: {
    incomplete_number: '您的银行卡号不完整。',
    invalid_number: '您的银行卡号无效。',
    incomplete_expiry: '您的银行卡有效期不完整。',
    invalid_expiry_month: '您的银行卡有效期无效。',
    invalid_expiry_year_past: '您的银行卡有效期年份已过。',
    invalid_expiry_month_past: '您的银行卡有效期已过。',
    incomplete_cvc: '您的银行卡安全码不完整。',
    incomplete_zip: '您的邮政编码不完整。',
    incomplete_zip_us: '您的邮编不完整。',
    incomplete_email: '您的邮箱不完整。',
    invalid_email: '您的邮箱无效。',
    incomplete_name: '请提供您的全名。',
    incomplete_first_name: '请提供您的名字。',
    incomplete_last_name: '请提供您的姓氏。',
    incomplete_address: '此栏不完整。',
  },
};

export const faultMessage = (code: string, language: Language): string => {
  const message = messages[language][code];
  if (message === undefined) throw new Error(`No words for the fault ${code}`);
  return message;
};

export const faultOf = (
  field: FieldName,
  kind: FaultKind,
  language: Language,
  country: string,
): Fault => {
  const code = codes[field][kind];
  const spoken = code === 'incomplete_zip' && country === 'US' ? 'incomplete_zip_us' : code;
  return { code, message: faultMessage(spoken, language) };
};
