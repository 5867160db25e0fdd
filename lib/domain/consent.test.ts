import { describe, expect, it } from 'vitest';
import { savedFors } from './card';
import { checkWording, offeringWording, savingWording, type Wording } from './consent';

/**
 * The words that each version stood for. A change of words without a new version would make old
 * records say what their givers never read; a line here is added, never changed.
 */
const published: Record<string, string> = {
  'save_card_in_wallet 2026-11-23':
    'Cardkeep keeps this card in your wallet and offers it at checkout. It is charged only when you buy something. You can remove it at any time.',
  'save_card_in_wallet 2026-11-30':
    'Cardkeep keeps this card in your wallet and offers it at checkout. It is charged when you buy something, and at a later time only where you agree to that with an order. You can remove it at any time.',
  'save_card_in_wallet 2026-11-30 on-session':
    'Cardkeep keeps this card in your wallet and offers it at checkout. It is charged only while you are here and buy something; a pre-order asks you for an agreement of its own. You can remove it at any time.',
  'save_card_while_paying 2026-11-23':
    'Save this card for next time. Cardkeep keeps it in your wallet and offers it at checkout. You can remove it at any time.',
  'save_card_while_paying 2026-11-30':
    'Save this card for next time. Cardkeep keeps it in your wallet and offers it at checkout. At a later time it is charged only where you agree to that with an order. You can remove it at any time.',
  'save_card_while_paying 2026-11-30 on-session':
    'Save this card for next time. Cardkeep keeps it in your wallet and offers it at checkout. What you buy with it then is charged only while you are here; a pre-order asks you for an agreement of its own. You can remove it at any time.',
  'offer_card_at_checkout 2026-11-23':
    'Cardkeep keeps this card in your wallet. Choose “Use at checkout” and it offers it at checkout, too. You can remove it at any time.',
};

const kinds = ['save_card_in_wallet', 'save_card_while_paying'] as const;
const saving = savedFors.flatMap((savedFor) =>
  kinds.map((kind) => [kind, savedFor, savingWording(kind, savedFor)] as const),
);
const all: [string, Wording][] = [
  ...saving.map(([kind, , wording]): [string, Wording] => [kind, wording]),
  ['offer_card_at_checkout', offeringWording],
];

describe.each(all)('%s %j', (kind, { version, text }) => {
  it('has the words that its version stands for', () =>
    expect(published[`${kind} ${version}`]).toBe(text));

  it('says what happens with the card, and how to end it', () => {
    expect(text).toMatch(/offers it at checkout/);
    expect(text).toMatch(/You can remove it at any time\.$/);
  });

  it('has a version that fits into what an action takes', () =>
    expect(version.length).toBeLessThanOrEqual(40));
});

describe('what a card is saved for', () => {
  it.each(saving)('stands in the words of %s, %s', (_kind, savedFor, { text }) => {
    const isLater = /at a later time/i;
    const isHere = /only while you are here/;
    expect(isLater.test(text)).toBe(savedFor === 'off_session');
    expect(isHere.test(text)).toBe(savedFor === 'on_session');
  });

  it.each(kinds)('is never recorded under the words of the other: %s', (kind) => {
    const [off, on] = savedFors.map((savedFor) => savingWording(kind, savedFor));
    if (!off || !on) throw new Error('there are two');
    expect(() => checkWording(off.version, on)).toThrow('too_late');
    expect(() => checkWording(on.version, off)).toThrow('too_late');
    expect(() => checkWording(on.version, on)).not.toThrow();
  });
});
