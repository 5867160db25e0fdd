import type { SavedFor } from './card';
import { Failure } from './failure';

export type Wording = { version: string; text: string };

/**
 * The words that people agree to when a card is kept. What stands here is shown and recorded;
 * a change of words is a new version, so that a record says what its giver read. No version is in two
 * of them: a page that was drawn under the one setting is not recorded under the other.
 */
const wordings = {
  off_session: {
    save_card_in_wallet: {
      version: '2026-11-30',
      text: 'Cardkeep keeps this card in your wallet and offers it at checkout. It is charged when you buy something, and at a later time only where you agree to that with an order. You can remove it at any time.',
    },
    save_card_while_paying: {
      version: '2026-11-30',
      text: 'Save this card for next time. Cardkeep keeps it in your wallet and offers it at checkout. At a later time it is charged only where you agree to that with an order. You can remove it at any time.',
    },
  },
  on_session: {
    save_card_in_wallet: {
      version: '2026-11-30 on-session',
      text: 'Cardkeep keeps this card in your wallet and offers it at checkout. It is charged only while you are here and buy something; a pre-order asks you for an agreement of its own. You can remove it at any time.',
    },
    save_card_while_paying: {
      version: '2026-11-30 on-session',
      text: 'Save this card for next time. Cardkeep keeps it in your wallet and offers it at checkout. What you buy with it then is charged only while you are here; a pre-order asks you for an agreement of its own. You can remove it at any time.',
    },
  },
} as const satisfies Record<SavedFor, Record<SavingConsentKind, Wording>>;

/** What is agreed to where a card is saved, for what the merchant saves cards. */
export const savingWording = (kind: SavingConsentKind, savedFor: SavedFor): Wording =>
  wordings[savedFor][kind];

/** Kept, and now to be offered: what a card is saved for does not change by that. */
export const offeringWording: Wording = {
  version: '2026-11-23',
  text: 'Cardkeep keeps this card in your wallet. Choose “Use at checkout” and it offers it at checkout, too. You can remove it at any time.',
};

/**
 * Throws Failure `too_late` where a page showed other words than those that stand now: what it sends
 * would be recorded as an agreement to words that its giver did not read.
 */
export function checkWording(shownVersion: string, now: { version: string }): void {
  if (shownVersion !== now.version) throw new Failure('too_late');
}

/** Kinds about a card that somebody sets up, or saves while paying. */
export type SavingConsentKind = 'save_card_in_wallet' | 'save_card_while_paying';
/** `charge_later` names an amount and a date: lib/domain/preorder.ts makes its words per order. */
export type ConsentKind = SavingConsentKind | 'offer_card_at_checkout' | 'charge_later';
