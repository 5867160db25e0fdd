import { describe, expect, it } from 'vitest';
import { consentWordings } from './consent';

/**
 * The words that each version stood for. A change of words without a new version would make old
 * records say what their givers never read; a line here is added, never changed.
 */
const published: Record<string, string> = {
  'save_card_in_wallet 2026-11-23':
    'Cardkeep keeps this card in your wallet and offers it at checkout. It is charged only when you buy something. You can remove it at any time.',
  'save_card_while_paying 2026-11-23':
    'Save this card for next time. Cardkeep keeps it in your wallet and offers it at checkout. You can remove it at any time.',
  'offer_card_at_checkout 2026-11-23':
    'Cardkeep keeps this card in your wallet. Choose “Use at checkout” and it offers it at checkout, too. You can remove it at any time.',
};

describe.each(Object.entries(consentWordings))('%s', (kind, { version, text }) => {
  it('has the words that its version stands for', () =>
    expect(published[`${kind} ${version}`]).toBe(text));

  it('says what happens with the card, and how to end it', () => {
    expect(text).toMatch(/offers it at checkout/);
    expect(text).toMatch(/You can remove it at any time\.$/);
  });

  it('has a version that fits into what an action takes', () =>
    expect(version.length).toBeLessThanOrEqual(40));
});
