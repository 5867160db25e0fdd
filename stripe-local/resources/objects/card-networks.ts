import type Stripe from 'stripe';

type Card = Stripe.PaymentMethod.Card;

/** `display_brand` spells some brands out that `brand` abbreviates. */
const DISPLAY_BRANDS: Readonly<Record<string, string>> = {
  amex: 'american_express',
  cartes_bancaires: 'cartes_bancaires',
  diners: 'diners_club',
  discover: 'discover',
  eftpos_au: 'eftpos_australia',
  interac: 'interac',
  jcb: 'jcb',
  mastercard: 'mastercard',
  unionpay: 'union_pay',
  visa: 'visa',
};

const displayBrand = (brand: string): string => DISPLAY_BRANDS[brand] ?? 'other';

/**
 * The networks of a card, the one that its holder chose, and the brand to show for it. A choice that the card does not
 * have is kept as `invalid_preference`, and the card goes on under its own brand.
 */
export function chosenNetwork(
  brand: string,
  available: readonly string[],
  preferred: string | null,
): Pick<Card, 'display_brand' | 'networks'> {
  const valid = preferred !== null && available.includes(preferred);
  return {
    display_brand: displayBrand(valid ? preferred : brand),
    networks: {
      available: [...available],
      preferred: preferred === null || valid ? preferred : 'invalid_preference',
    },
  };
}

/** The network that a payment goes over: asked for in the payment, chosen by the holder, or the first of the card's. */
export function networkOf(card: Card, asked: string | null | undefined): string {
  const available = card.networks?.available ?? [card.brand];
  const wanted = [asked, card.networks?.preferred].find((each) => each && available.includes(each));
  return wanted ?? available[0] ?? card.brand;
}
