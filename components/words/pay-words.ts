import { cardLabel, type CardNumberEnd } from '@/components/wallet/card-words';
import { formatMoney, type Money } from '@/lib/domain/money';

/** "Pay €48.00 with Visa •••• 4242"; without a card, the one that is typed is meant. */
export const payText = (total: Money, card: CardNumberEnd | null): string =>
  card ? `Pay ${formatMoney(total)} with ${cardLabel(card)}` : `Pay ${formatMoney(total)}`;

/** For a second one of what was bought just now: "Pay €48.00 with Visa •••• 4242, for another copy". */
export const anotherCopyText = (text: string): string => `${text}, for another copy`;

/** "Pre-order with Visa •••• 4242": what happens now, and to which card. */
export const preorderText = (card: CardNumberEnd | null): string =>
  card ? `Pre-order with ${cardLabel(card)}` : 'Pre-order';

/** The same where it has a card already: "Change to Visa •••• 4242". */
export const changeCardText = (card: CardNumberEnd | null): string =>
  card ? `Change to ${cardLabel(card)}` : 'Change the card';
