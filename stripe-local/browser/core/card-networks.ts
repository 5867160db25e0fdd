import { plainCards } from '../../cards/plain-cards';
import { digitsOf, type CardBrand } from './card-number';

/** A network that a mark is drawn for. */
export type CardNetwork = CardBrand | 'cartes_bancaires';

/** Those that `networks[preferred]` can name; eftpos chooses its own way. */
const CHOOSABLE: readonly string[] = ['cartes_bancaires', 'mastercard', 'visa'];

/**
 * The networks that the holder of a typed card may choose from; none where there is nothing to choose. Stripe looks the
 * first digits up; here the test cards are known, and several share their first digits with cards of one network.
 */
export function networksToChoose(number: string): readonly CardNetwork[] {
  const digits = digitsOf(number);
  const card = plainCards.find((each) => each.number === digits);
  const networks = [card?.cobrand, card?.brand].filter(
    (network) => network !== undefined && CHOOSABLE.includes(network),
  );
  return networks.length > 1 ? (networks as CardNetwork[]) : [];
}
