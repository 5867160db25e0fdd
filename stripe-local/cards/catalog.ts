import { aftermathCards, authenticatingCards, decliningCards, riskCards } from './behaving-cards';
import type { TestCard } from './card';
import { plainCards } from './plain-cards';

export const testCards: readonly TestCard[] = [
  ...decliningCards,
  ...riskCards,
  ...authenticatingCards,
  ...aftermathCards,
  ...plainCards,
];

const byNumber = new Map<string, TestCard>();
const byName = new Map<string, TestCard>();
for (const card of testCards) {
  if (!byNumber.has(card.number)) byNumber.set(card.number, card);
  for (const name of card.names) if (!byName.has(name)) byName.set(name, card);
}

export const findCard = (number: string | null): TestCard | undefined =>
  number === null ? undefined : byNumber.get(number);

/** The card behind a `pm_card_…` or `tok_…` name. */
export const findNamedCard = (name: string): TestCard | undefined => byName.get(name);
