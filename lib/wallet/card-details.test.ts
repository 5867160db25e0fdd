import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { User } from '@/db/queries/users';
import { database } from '../database';
import { NICKNAME_AT_MOST } from '../domain/card';
import { openFileShop } from '../testing/file-shop';
import { addCard, aShopper, buy } from '../testing/shopper';
import { applyCard, syncCard } from './sync-card';
import { cardDetails } from '../testing/intent-report';
import { listCards } from './list-cards';
import { listWallet } from './list-wallet';
import { nameCard, nameCardInput } from './name-card';
import { removeCard } from './remove-card';

const { shop, control } = await openFileShop();
let user: User;
beforeEach(async () => {
  user = await aShopper();
});

const named = async (cardId: string) =>
  (await listCards(user.id)).find(({ id }) => id === cardId)?.nickname;

describe('a card’s own name', () => {
  it('is given, changed and taken away', async () => {
    const { id: cardId } = await addCard(shop.stripe, user, 'pm_card_visa');
    expect(await named(cardId)).toBeNull();
    await nameCard(user, { cardId, nickname: 'Groceries' });
    expect(await named(cardId)).toBe('Groceries');
    await nameCard(user, { cardId, nickname: '' });
    expect(await named(cardId)).toBeNull();
  });

  it('goes on to the newer copy of the same card', async () => {
    const older = await addCard(shop.stripe, user, 'pm_card_visa');
    await nameCard(user, { cardId: older.id, nickname: 'Groceries' });
    const newer = await addCard(shop.stripe, user, 'pm_card_visa');
    expect(await named(newer.id)).toBe('Groceries');
  });

  it('goes on to the card that its issuer made the same', async () => {
    const older = await addCard(shop.stripe, user, 'pm_card_visa');
    await nameCard(user, { cardId: older.id, nickname: 'Groceries' });
    const newer = await addCard(shop.stripe, user, 'pm_card_mastercard');
    const { fingerprint } = older;
    const details = cardDetails({ ...newer, stripeCustomerId: 'cus_1', fingerprint });
    await database().transaction((tx) => applyCard(tx, newer.stripePaymentMethodId, details, 1));
    expect(await named(newer.id)).toBe('Groceries');
  });

  it('is given to no card that is removed', async () => {
    const { id: cardId } = await addCard(shop.stripe, user, 'pm_card_visa');
    await removeCard(user, { cardId });
    await expect(nameCard(user, { cardId, nickname: 'x' })).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('is any line that can be read, whatever is typed, and stays as it was typed', async () => {
    const { id: cardId } = await addCard(shop.stripe, user, 'pm_card_visa');
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.string({ unit: 'grapheme', maxLength: 20 }),
      fc.constantFrom('<b>', '=1+1', '🖼️ Käthe', '岩田', '\u202Egnp', 'a\0b', '  ', '\uD800'),
    );
    await fc.assert(
      fc.asyncProperty(text, async (nickname) => {
        const parsed = nameCardInput.safeParse({ cardId, nickname });
        if (!parsed.success) return;
        await nameCard(user, parsed.data);
        const kept = await named(cardId);
        expect(kept).toBe(nickname.trim() === '' ? null : nickname.trim());
        expect(kept?.length ?? 0).toBeLessThanOrEqual(NICKNAME_AT_MOST);
        expect(kept ?? '').not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
      }),
      { numRuns: 60 },
    );
  });
});

describe('what the wallet tells of a card', () => {
  it('is the address that Stripe keeps with it, and what it becomes', async () => {
    const card = await addCard(shop.stripe, user, 'pm_card_visa');
    expect(card.billing).toBeNull();
    const path = `payment_methods/${card.stripePaymentMethodId}`;
    const address = { line1: 'Gasse 3', postal_code: '1010', city: 'Wien', country: 'AT' };
    await shop.stripe.post(path, { billing_details: { name: ' Käthe ', address } });
    await syncCard(card.stripePaymentMethodId);
    const [told] = await listWallet(user.id);
    expect(told?.billing).toEqual({
      ...{ name: 'Käthe', line1: 'Gasse 3', line2: null, postalCode: '1010' },
      ...{ city: 'Wien', state: null, country: 'AT' },
    });
    // What changes beside it leaves it where it is.
    await control.updateCard(card.stripePaymentMethodId, { exp_year: 2041 });
    await syncCard(card.stripePaymentMethodId);
    expect((await listWallet(user.id))[0]).toMatchObject({
      expYear: 2041,
      billing: { city: 'Wien' },
    });
  });

  it('is what it has paid, the newest first, its older copies included', async () => {
    const visa = await addCard(shop.stripe, user, 'pm_card_visa');
    const mastercard = await addCard(shop.stripe, user, 'pm_card_mastercard');
    const first = await buy(user, visa);
    await buy(user, mastercard);
    const again = await addCard(shop.stripe, user, 'pm_card_visa');
    const second = await buy(user, again);
    const wallet = await listWallet(user.id);
    const told = wallet.find(({ id }) => id === again.id);
    expect(told?.paid.map(({ id }) => id)).toEqual([second.orderId, first.orderId]);
    expect(told).toMatchObject({
      hasPaidMore: false,
      paid: [{ amount: 4800, currency: 'eur' }, {}],
    });
    expect(wallet.find(({ id }) => id === mastercard.id)?.paid).toHaveLength(1);
  });

  it('is nothing of a payment that was declined, nor of anybody else’s', async () => {
    const declined = await addCard(shop.stripe, user, 'pm_card_chargeCustomerFail');
    await buy(user, declined);
    const other = await aShopper();
    await buy(other, await addCard(shop.stripe, other, 'pm_card_visa'));
    await addCard(shop.stripe, user, 'pm_card_visa');
    const wallet = await listWallet(user.id);
    expect(wallet.map(({ paid }) => paid)).toEqual([[], []]);
    expect(wallet.map(({ isDefault }) => isDefault)).toEqual([true, false]);
  });
});
