/** What people read in the frames; the English is Stripe's own wording. */

export type Language = 'en' | 'zh';

export type FieldName = 'number' | 'expiry' | 'cvc' | 'postalCode';

export interface Fault {
  readonly code: string;
  readonly message: string;
}

const en = {
  number: 'Card number',
  cardBrand: 'Card brand',
  chooseCardBrand: 'Select card brand (optional)',
  expiry: 'Expiration date',
  expiryFormat: 'MM / YY',
  cvc: 'Security code',
  cvcPlaceholder: 'CVC',
  cvcHint: '3 digits on back of card',
  cvcHintAmex: '4 digits on front of card',
  country: 'Country',
  zip: 'ZIP code',
  postal: 'Postal code',
  email: 'Email',
  name: 'Full name',
  firstName: 'First name',
  lastName: 'Last name',
  organization: 'Organization',
  line1: 'Address line 1',
  line2: 'Address line 2',
  city: 'City',
  state: 'State',
  phone: 'Phone number',
  savedCards: 'Saved cards',
  save: 'Save payment details for future purchases',
  newCard: 'New card',
  remove: 'Remove',
  keep: 'Cancel',
  removeCard: (card: string): string => `Remove ${card}`,
  removeAsk: 'Remove this card?',
  endingIn: (brand: string, last4: string): string => `${brand} ending in ${last4}`,
  expires: (month: string, year: string): string => `Expires ${month}/${year}`,
  supported: 'Supported cards include Visa, Mastercard, American Express and Discover.',
  terms: (business: string): string =>
    `By providing your card information, you allow ${business} to charge your card for future payments in accordance with their terms.`,
  thisBusiness: 'this business',
  paymentFrame: 'Secure payment input frame',
  emailFrame: 'Secure email input frame',
  addressFrame: 'Secure address input frame',
  expressFrame: 'Secure express checkout frame',
} as const;

type Words = {
  readonly [Key in keyof typeof en]: (typeof en)[Key] extends string ? string : (typeof en)[Key];
};

const zh: Words = {
  number: '卡号',
  cardBrand: '银行卡品牌',
  chooseCardBrand: '选择银行卡品牌（可选）',
  expiry: '有效期',
  expiryFormat: '月 / 年',
  cvc: '安全码',
  cvcPlaceholder: 'CVC',
  cvcHint: '卡背面的 3 位数字',
  cvcHintAmex: '卡正面的 4 位数字',
  country: '国家或地区',
  zip: '邮编',
  postal: '邮政编码',
  email: '邮箱',
  name: '全名',
  firstName: '名字',
  lastName: '姓氏',
  organization: '组织',
  line1: '地址第 1 行',
  line2: '地址第 2 行',
  city: '城市',
  state: '省/州',
  phone: '电话号码',
  savedCards: '已保存的银行卡',
  save: '保存付款信息，以便日后使用',
  newCard: '新的银行卡',
  remove: '移除',
  keep: '取消',
  removeCard: (card) => `移除 ${card}`,
  removeAsk: '要移除这张银行卡吗？',
  endingIn: (brand, last4) => `${brand}，尾号 ${last4}`,
  expires: (month, year) => `有效期至 ${month}/${year}`,
  supported: '支持的银行卡包括 Visa、Mastercard、American Express 和 Discover。',
  terms: (business) =>
    `提供您的银行卡信息即表示您允许 ${business} 根据其条款从您的银行卡中收取今后的付款。`,
  thisBusiness: '该商家',
  paymentFrame: 'Secure payment input frame',
  emailFrame: 'Secure email input frame',
  addressFrame: 'Secure address input frame',
  expressFrame: 'Secure express checkout frame',
};

const words: Readonly<Record<Language, Words>> = { en, zh };

export const wordsOf = (language: Language): Words => words[language];

/** `auto` follows the browser; a language that is not spoken here falls back to English, as Stripe's does. */
export const languageOf = (locale: string | undefined, browserLanguage: string): Language => {
  const wanted = !locale || locale === 'auto' ? browserLanguage : locale;
  return wanted.toLowerCase().startsWith('zh') ? 'zh' : 'en';
};
