import { Failure } from './failure';

/**
 * The words that people agree to when a card is kept. What stands here is shown and recorded;
 * a change of words is a new version, so that a record says what its giver read.
 */
export const consentWordings = {
  save_card_in_wallet: {
    version: '2026-11-23',
    text: 'Cardkeep keeps this card in your wallet and offers it at checkout. It is charged only when you buy something. You can remove it at any time.',
  },
  save_card_while_paying: {
    version: '2026-11-23',
    text: 'Save this card for next time. Cardkeep keeps it in your wallet and offers it at checkout. You can remove it at any time.',
  },
  offer_card_at_checkout: {
    version: '2026-11-23',
    text: 'Cardkeep keeps this card in your wallet. Choose “Use at checkout” and it offers it at checkout, too. You can remove it at any time.',
  },
} as const;

/**
 * Throws Failure `too_late` where a page showed other words than those that stand now: what it sends
 * would be recorded as an agreement to words that its giver did not read.
 */
export function checkWording(shownVersion: string, now: { version: string }): void {
  if (shownVersion !== now.version) throw new Failure('too_late');
}

/** `charge_later` names an amount and a date: lib/domain/preorder.ts makes its words per order. */
export type ConsentKind = keyof typeof consentWordings | 'charge_later';
/** Kinds about a card that somebody sets up, or saves while paying. */
export type SavingConsentKind = Extract<ConsentKind, `save_card_${string}`>;
