'use client';

import type { ReactNode } from 'react';
import { Badge } from '@/components/ui/badge';
import { RadioCard, RadioCardGroup } from '@/components/ui/radio-card';
import { whole } from '@/components/ui/said';
import { CardLine } from '@/components/wallet/card-line';
import type { CardView } from '@/lib/domain/card';

/** The choice of a card that is typed here. */
export const NEW_CARD = 'new';

type CardChoiceProps = {
  legend: string;
  cards: readonly CardView[];
  /** A card's id, or NEW_CARD. */
  choice: string;
  onChoose: (choice: string) => void;
  /** The fields for a new one; they stay, hidden, with what was typed, while another is chosen. */
  newCard: ReactNode;
  /** Called when somebody comes near the choice of a new one. */
  onNearNew: () => void;
};

/** The cards to choose from, and a new one. Whoever has none is shown the fields at once. */
export function CardChoice(props: CardChoiceProps) {
  const { legend, cards, choice, onChoose, newCard, onNearNew } = props;
  if (cards.length === 0) return whole(newCard);
  return (
    <RadioCardGroup legend={legend}>
      {cards.map((card) => (
        <RadioCard
          key={card.id}
          name="card"
          value={card.id}
          checked={choice === card.id}
          onChange={() => onChoose(card.id)}
          aside={card.isDefault ? <Badge>Default</Badge> : null}
        >
          <CardLine card={card} />
        </RadioCard>
      ))}
      <RadioCard
        name="card"
        value={NEW_CARD}
        checked={choice === NEW_CARD}
        onChange={() => onChoose(NEW_CARD)}
        onNear={onNearNew}
        panel={newCard}
        panelHidden={choice !== NEW_CARD}
      >
        <span className="font-semibold">New card</span>
      </RadioCard>
    </RadioCardGroup>
  );
}
