import { describe, expect, it } from 'vitest';
import type { Database } from '../../database';
import {
  detachCardsOf,
  findCard,
  findCardById,
  findCardByStripeId,
  findTwin,
  listActiveCards,
  moveCard,
  refreshCard,
  setDefaultCard,
  setNickname,
} from '../../queries/cards';
import {
  endSetup,
  endSetupAtStripe,
  findCardSetup,
  findCardSetupByStripeId,
  findOwnSetup,
  insertCardSetup,
  listLiveSetups,
  setCardOfSetup,
  setStripeSetupIntent,
} from '../../queries/card-setups';
import { expectRefusal } from '../refusal';
import { aBuyer, aCard, cardDetails, NOON } from '../rows';

export const cardQueries = (db: () => Database) =>
  describe('cards', () => {
    it('are listed newest first, the hidden ones left out', async () => {
      const buyer = await aBuyer(db());
      const old = await aCard(db(), buyer, { at: NOON });
      const gone = await aCard(db(), buyer, { at: NOON + 1 });
      const young = await aCard(db(), buyer, { at: NOON + 2 });
      await aCard(db(), await aBuyer(db()));
      await db().transaction((tx) => moveCard(tx, gone.id, 'active', 'removing', NOON));
      expect(await listActiveCards(db().read, buyer.user.id)).toEqual([young, old]);
    });

    it('are found by their owner only', async () => {
      const [mine, other] = [await aBuyer(db()), await aBuyer(db())];
      const card = await aCard(db(), mine);
      expect(await findCard(db().read, mine.user.id, card.id)).toEqual(card);
      expect(await findCard(db().read, other.user.id, card.id)).toBeNull();
      expect(await findCard(db().read, mine.user.id, 'none')).toBeNull();
      expect(await findCardById(db().read, card.id)).toEqual(card);
      expect(await findCardByStripeId(db().read, card.stripePaymentMethodId)).toEqual(card);
      expect(await findCardByStripeId(db().read, 'pm_none')).toBeNull();
    });

    it('have one default per Customer', async () => {
      const buyer = await aBuyer(db());
      await aCard(db(), buyer, { isDefault: true });
      await expectRefusal(aCard(db(), buyer, { isDefault: true }), 'unique');
      await aCard(db(), await aBuyer(db()), { isDefault: true });
    });

    it('pass the default on', async () => {
      const buyer = await aBuyer(db());
      const first = await aCard(db(), buyer, { isDefault: true });
      const second = await aCard(db(), buyer);
      const set = await db().transaction((tx) =>
        setDefaultCard(tx, buyer.user.id, second.id, NOON),
      );
      expect(set).toBe(true);
      expect((await findCardById(db().read, first.id))?.isDefault).toBe(false);
      expect((await findCardById(db().read, second.id))?.isDefault).toBe(true);
      await db().transaction((tx) => setDefaultCard(tx, buyer.user.id, null, NOON));
      const left = await listActiveCards(db().read, buyer.user.id);
      expect(left.some((card) => card.isDefault)).toBe(false);
    });

    it('are never made default by somebody else, nor when they are hidden', async () => {
      const [mine, other] = [await aBuyer(db()), await aBuyer(db())];
      const card = await aCard(db(), mine);
      await db().transaction(async (tx) => {
        expect(await setDefaultCard(tx, other.user.id, card.id, NOON)).toBe(false);
        await moveCard(tx, card.id, 'active', 'removing', NOON);
        expect(await setDefaultCard(tx, mine.user.id, card.id, NOON)).toBe(false);
      });
    });

    it('are no default once they are hidden', async () => {
      const buyer = await aBuyer(db());
      const card = await aCard(db(), buyer, { isDefault: true });
      await db().transaction((tx) => moveCard(tx, card.id, 'active', 'removing', NOON));
      expect(await findCardById(db().read, card.id)).toMatchObject({
        state: 'removing',
        isDefault: false,
      });
      await expectRefusal(
        db().transaction(async (tx) => {
          await tx.update(tx.tables.cards).set({ isDefault: true });
        }),
        'check',
      );
    });

    it('move only from the state that was seen', async () => {
      const card = await aCard(db(), await aBuyer(db()));
      await db().transaction(async (tx) => {
        expect(await moveCard(tx, card.id, 'removing', 'active', NOON)).toBe(false);
        expect(await moveCard(tx, card.id, 'active', 'removing', NOON)).toBe(true);
        expect(await moveCard(tx, card.id, 'active', 'removing', NOON)).toBe(false);
      });
    });

    it('are one tile per fingerprint and Customer', async () => {
      const buyer = await aBuyer(db());
      const first = await aCard(db(), buyer, { fingerprint: 'same' });
      await expectRefusal(aCard(db(), buyer, { fingerprint: 'same' }), 'unique');
      await aCard(db(), await aBuyer(db()), { fingerprint: 'same' });
      await db().transaction((tx) => moveCard(tx, first.id, 'active', 'replaced', NOON));
      const second = await aCard(db(), buyer, { fingerprint: 'same' });
      await expectRefusal(
        db().transaction((tx) => moveCard(tx, first.id, 'replaced', 'active', NOON)),
        'unique',
      );
      expect(await listActiveCards(db().read, buyer.user.id)).toEqual([second]);
    });

    it('without a fingerprint are never taken for one another', async () => {
      const buyer = await aBuyer(db());
      const card = await aCard(db(), buyer, { fingerprint: null });
      await aCard(db(), buyer, { fingerprint: null });
      expect(await listActiveCards(db().read, buyer.user.id)).toHaveLength(2);
      const details = { fingerprint: null, stripePaymentMethodId: 'pm_new' };
      expect(await findTwin(db().read, buyer.customer.id, details)).toBeNull();
      expect(card.fingerprint).toBeNull();
    });

    it('have an active twin of the same Customer, or none', async () => {
      const [buyer, other] = [await aBuyer(db()), await aBuyer(db())];
      const card = await aCard(db(), buyer, { fingerprint: 'same' });
      const again = { fingerprint: 'same', stripePaymentMethodId: 'pm_again' };
      expect(await findTwin(db().read, buyer.customer.id, again)).toEqual(card);
      expect(await findTwin(db().read, buyer.customer.id, card)).toBeNull();
      expect(await findTwin(db().read, other.customer.id, again)).toBeNull();
      await db().transaction((tx) => moveCard(tx, card.id, 'active', 'removing', NOON));
      expect(await findTwin(db().read, buyer.customer.id, again)).toBeNull();
    });

    it('go with their Customer, hidden ones too, and nobody else’s', async () => {
      const [mine, other] = [await aBuyer(db()), await aBuyer(db())];
      const shown = await aCard(db(), mine, { isDefault: true });
      const hidden = await aCard(db(), mine);
      await db().transaction((tx) => moveCard(tx, hidden.id, 'active', 'removing', NOON));
      const kept = await aCard(db(), other, { isDefault: true });
      await db().transaction((tx) => detachCardsOf(tx, mine.customer.id, NOON + 1));
      for (const { id } of [shown, hidden]) {
        expect(await findCard(db().read, mine.user.id, id)).toMatchObject({
          state: 'detached',
          isDefault: false,
          updatedAt: NOON + 1,
        });
      }
      expect(await findCard(db().read, other.user.id, kept.id)).toEqual(kept);
    });

    it('have one row per payment method of Stripe', async () => {
      const [buyer, other] = [await aBuyer(db()), await aBuyer(db())];
      await aCard(db(), buyer, { stripePaymentMethodId: 'pm_1' });
      await expectRefusal(aCard(db(), other, { stripePaymentMethodId: 'pm_1' }), 'unique');
    });

    it('take over new digits and keep whose they are', async () => {
      const buyer = await aBuyer(db());
      const card = await aCard(db(), buyer, { isDefault: true });
      const details = cardDetails({ ...card, last4: '9999', expYear: 2040, redisplay: 'limited' });
      await db().transaction((tx) => refreshCard(tx, card.id, details, NOON + 5));
      expect(await findCardById(db().read, card.id)).toEqual({
        ...card,
        last4: '9999',
        expYear: 2040,
        redisplay: 'limited',
        updatedAt: NOON + 5,
      });
    });

    it('take over the address that Stripe keeps, and keep the name that their owner gave', async () => {
      const billing = {
        ...{ name: 'Käthe', line1: 'Gasse 3', line2: null, postalCode: '1010' },
        ...{ city: 'Wien', state: null, country: 'AT' },
      };
      const card = await aCard(db(), await aBuyer(db()), { billing });
      expect(await findCardById(db().read, card.id)).toMatchObject({ billing, nickname: null });
      const moved = cardDetails({ ...card, billing: { ...billing, city: 'Graz' } });
      await db().transaction(async (tx) => {
        await setNickname(tx, card.id, 'Groceries', NOON + 4);
        await refreshCard(tx, card.id, moved, NOON + 5);
      });
      expect(await findCardById(db().read, card.id)).toEqual({
        ...card,
        billing: { ...billing, city: 'Graz' },
        nickname: 'Groceries',
        updatedAt: NOON + 5,
      });
      await db().transaction((tx) => setNickname(tx, card.id, null, NOON + 6));
      expect(await findCardById(db().read, card.id)).toMatchObject({ nickname: null });
    });
  });

export const setupQueries = (db: () => Database) =>
  describe('card setups', () => {
    it('are listed as long as they take a card, the oldest first', async () => {
      const { user, customer } = await aBuyer(db());
      const owner = { userId: user.id, customerId: customer.id, givenTo: 'here' };
      const begun = await db().transaction(async (tx) => {
        const rows = [];
        for (const at of [1, 2, 3]) rows.push(await insertCardSetup(tx, owner, {}, NOON + at));
        await setStripeSetupIntent(tx, rows[1]?.id ?? '', 'seti_ended');
        await endSetup(tx, rows[0]?.id ?? '', NOON);
        return rows;
      });
      const ids = async () => (await listLiveSetups(db().read, user.id)).map(({ id }) => id);
      expect(await ids()).toEqual([begun[1]?.id, begun[2]?.id]);
      await db().transaction((tx) => endSetupAtStripe(tx, 'seti_ended', NOON));
      expect(await ids()).toEqual([begun[2]?.id]);
    });

    it('are found by their owner, and by Stripe’s id', async () => {
      const [buyer, other] = [await aBuyer(db()), await aBuyer(db())];
      const owner = { userId: buyer.user.id, customerId: buyer.customer.id };
      const card = await aCard(db(), buyer);
      const setup = await db().transaction(async (tx) => {
        const row = await insertCardSetup(tx, owner, { usage: 'off_session' }, NOON);
        await setStripeSetupIntent(tx, row.id, 'seti_1');
        await setCardOfSetup(tx, row.id, card.id);
        return row;
      });
      const found = await findCardSetup(db().read, buyer.user.id, 'seti_1');
      expect(found).toMatchObject({
        ...setup,
        ...owner,
        cardId: card.id,
        createParameters: { usage: 'off_session' },
      });
      expect(await findCardSetup(db().read, other.user.id, 'seti_1')).toBeNull();
      expect(await findOwnSetup(db().read, buyer.user.id, setup.id)).toEqual(found);
      expect(await findOwnSetup(db().read, other.user.id, setup.id)).toBeNull();
      expect(await findOwnSetup(db().read, buyer.user.id, 'none')).toBeNull();
      expect(await findCardSetupByStripeId(db().read, 'seti_1')).toEqual(found);
      expect(await findCardSetupByStripeId(db().read, 'seti_2')).toBeNull();
    });
  });
