import { cardLabel, type CardNumberEnd } from '@/components/wallet/card-words';
import { formatMoney, type Money } from '@/lib/domain/money';

/** On a button: a line that ends within the number would show two numbers, and neither is the card's. */
const onButton = (card: CardNumberEnd): string => cardLabel(card).replace('•••• ', '••••\u00a0');

/** "Pay €48.00 with Visa •••• 4242"; without a card, the one that is typed is meant. */
export const payText = (total: Money, card: CardNumberEnd | null): string =>
  card ? `Pay ${formatMoney(total)} with ${onButton(card)}` : `Pay ${formatMoney(total)}`;

/** For a second one of what was bought just now: "Pay €48.00 with Visa •••• 4242, for another copy". */
export const anotherCopyText = (text: string): string => `${text}, for another copy`;

/** "Pre-order with Visa •••• 4242": what happens now, and to which card. */
export const preorderText = (card: CardNumberEnd | null): string =>
  card ? `Pre-order with ${onButton(card)}` : 'Pre-order';

/** The same where it has a card already: "Change to Visa •••• 4242". */
export const changeCardText = (card: CardNumberEnd | null): string =>
  card ? `Change to ${onButton(card)}` : 'Change the card';
