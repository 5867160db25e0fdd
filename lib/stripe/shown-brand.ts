import type Stripe from 'stripe';

type Branded = Pick<Stripe.PaymentMethod.Card, 'brand' | 'display_brand' | 'networks'>;

/**
 * `display_brand` has names of its own for four of the brands.
 * Source: Stripe's API reference, PaymentMethod, `card.brand` and `card.display_brand`.
 */
const brands: Readonly<Record<string, string>> = {
  american_express: 'amex',
  diners_club: 'diners',
  eftpos_australia: 'eftpos_au',
  union_pay: 'unionpay',
};

/**
 * The brand that a card goes by: on one with two, the one that its owner chose. It is the brand in
 * tile, button, mail and desk, so that people find the card that they know.
 */
export function shownBrand({ brand, display_brand: display, networks }: Branded): string {
  // Stripe's word for a brand that it has no word for.
  const chosen = display === 'other' ? null : (display ?? networks?.preferred ?? null);
  return chosen === null ? brand : (brands[chosen] ?? chosen);
}
