// Stripe's `card.brand` values as people call them.
const names: Readonly<Record<string, string>> = {
  amex: 'American Express',
  cartes_bancaires: 'Cartes Bancaires',
  diners: 'Diners Club',
  discover: 'Discover',
  eftpos_au: 'Eftpos Australia',
  interac: 'Interac',
  jcb: 'JCB',
  mastercard: 'Mastercard',
  unionpay: 'UnionPay',
  visa: 'Visa',
};

/** A brand that Stripe adds after us is shown as "Card" rather than as its key. */
export const brandName = (brand: string): string => names[brand] ?? 'Card';
