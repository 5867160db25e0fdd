'use client';

import { Select } from '@/components/ui/select';
import { payWithWords } from '@/components/words/wallet-words';
import { cardLabel, shortExpiry } from '@/components/wallet/card-words';
import type { CardView } from '@/lib/domain/card';

type PayWithProps = {
  cards: readonly CardView[];
  chosen: CardView;
  onChoose: (card: CardView) => void;
  /** A pre-order: the card is charged when it is sent. */
  isLater: boolean;
  disabled: boolean;
};

/** Which of one's cards pays, where there are several. The default stays what it is. */
export function PayWith({ cards, chosen, onChoose, isLater, disabled }: PayWithProps) {
  if (cards.length < 2) return null;
  return (
    <Select
      name="card"
      label={isLater ? payWithWords.labelLater : payWithWords.label}
      // The button sticks to a phone's edge, and leaves the print in sight.
      isBeside={!isLater}
      value={chosen.id}
      disabled={disabled}
      // A browser that puts back what was chosen before a reload would show another card than the button names.
      autoComplete="off"
      onChange={({ target }) => {
        const card = cards.find(({ id }) => id === target.value);
        if (card) onChoose(card);
      }}
    >
      {cards.map((card) => (
        <option key={card.id} value={card.id} translate="no">
          {optionText(card)}
        </option>
      ))}
    </Select>
  );
}

/** "Visa •••• 4242, Groceries, expires 08/30" */
const optionText = (card: CardView): string =>
  [cardLabel(card), card.nickname, payWithWords.expires(shortExpiry(card))]
    .filter((part) => part !== null)
    .join(', ');
