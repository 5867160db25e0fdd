import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { findCardById } from '@/db/queries/cards';
import type { User } from '@/db/queries/users';
import { database } from '../database';
import { cardDetails } from '../testing/intent-report';
import { offeringWording, savingWording } from '../domain/consent';
import { openFileShop } from '../testing/file-shop';
import { addCard, aShopper, stripeCustomerOf } from '../testing/shopper';
import { startAddingCard } from '../setups/add-card';
import { makeDefault, useAtCheckout } from './choose-card';
import { nameCard } from './name-card';
import { applyCard, syncCard } from './sync-card';
import { listCards, listCheckoutCards } from './list-cards';
import { UNDO_WITHIN_MS } from '../domain/card';
import { removeCard, undoRemoval } from './remove-card';
import { lookAtSetup } from '../setups/look-at-setup';
import { sendDueCalls } from '../send-due-calls';
import { syncSetup } from '../setups/sync-setup';

// These tests are about what is sent again, not about the wait before it.
vi.mock('node:timers/promises', () => ({ setTimeout: () => Promise.resolve() }));

const { shop, control } = await openFileShop();
const { version: consentVersion } = savingWording('save_card_in_wallet', 'off_session');
let user: User;
beforeEach(async () => {
  user = await aShopper();
});
afterEach(() => {
  vi.useRealTimers();
});

const cardNow = (id: string) => findCardById(database().read, id);

/** Only the date: connections and their time-outs go on as they do. */
function passTime(ms: number): void {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + ms });
}

describe('adding a card', () => {
  it('keeps it once, as the default, and tells Stripe that its owner agreed', async () => {
    const card = await addCard(shop.stripe, user, 'pm_card_visa');
    expect(card).toMatchObject({
      brand: 'visa',
      last4: '4242',
      isDefault: true,
      redisplay: 'always',
    });
    expect(await listCheckoutCards(user.id)).toHaveLength(1);
    await sendDueCalls();
    const atStripe = await shop.stripe.card(card.stripePaymentMethodId);
    expect(atStripe).toMatchObject({
      allow_redisplay: 'always',
      customer: await stripeCustomerOf(user),
    });
  });

  it('keeps it once when return page and webhook come together', async () => {
    const { clientSecret } = await startAddingCard(user, { consentVersion });
    const { id } = await shop.stripe.confirm('setup_intents', clientSecret, 'pm_card_visa');
    await Promise.all(Array.from({ length: 10 }, () => syncSetup(id)));
    expect(await listCards(user.id)).toHaveLength(1);
  });

  it('keeps nothing before the bank has agreed', async () => {
    const { clientSecret } = await startAddingCard(user, { consentVersion });
    const setup = await shop.stripe.confirm(
      'setup_intents',
      clientSecret,
      'pm_card_authenticationRequired',
    );
    expect(setup.status).toBe('requires_action');
    expect(await lookAtSetup(user, setup.id)).toBe(false);
    expect(await listCards(user.id)).toEqual([]);
    await shop.stripe.answerChallenge(setup.id);
    expect(await lookAtSetup(user, setup.id)).toBe(true);
    expect(await listCards(user.id)).toHaveLength(1);
  });

  it('refuses an agreement to words that are not shown any more', async () => {
    const old = startAddingCard(user, { consentVersion: '2020-01-01' });
    await expect(old).rejects.toMatchObject({ code: 'too_late' });
  });

  it('is nothing that somebody else can look at', async () => {
    const { clientSecret } = await startAddingCard(user, { consentVersion });
    const { id } = await shop.stripe.confirm('setup_intents', clientSecret, 'pm_card_visa');
    expect(await lookAtSetup(await aShopper(), id)).toBe(false);
    expect(await listCards(user.id)).toEqual([]);
  });
});

describe('the same card added twice', () => {
  it('is one tile, the newer, with the default; the older leaves Stripe', async () => {
    const older = await addCard(shop.stripe, user, 'pm_card_visa');
    const mastercard = await addCard(shop.stripe, user, 'pm_card_mastercard');
    const newer = await addCard(shop.stripe, user, 'pm_card_visa');
    const tiles = await listCards(user.id);
    expect(tiles.map(({ id, isDefault }) => [id, isDefault])).toEqual([
      [newer.id, true],
      [mastercard.id, false],
    ]);
    await sendDueCalls();
    const left = await shop.stripe.cardsOf(await stripeCustomerOf(user));
    expect(left.map(({ id }) => id).sort()).toEqual(
      [newer.stripePaymentMethodId, mastercard.stripePaymentMethodId].sort(),
    );
    expect(await cardNow(older.id)).toMatchObject({ state: 'detached', isDefault: false });
  });

  it('does not become the default where it was not', async () => {
    const mastercard = await addCard(shop.stripe, user, 'pm_card_mastercard');
    await addCard(shop.stripe, user, 'pm_card_visa');
    await addCard(shop.stripe, user, 'pm_card_visa');
    const tiles = await listCards(user.id);
    expect(tiles).toHaveLength(2);
    expect(tiles[0]).toMatchObject({ id: mastercard.id, isDefault: true });
  });

  it('is another person’s card where another person adds it', async () => {
    const other = await aShopper();
    await addCard(shop.stripe, user, 'pm_card_visa');
    await addCard(shop.stripe, other, 'pm_card_visa');
    expect(await listCards(user.id)).toHaveLength(1);
    expect(await listCards(other.id)).toHaveLength(1);
  });
});

describe('removing a card', () => {
  it('hides it at once and passes the default on; Stripe hears of it when undoing is over', async () => {
    const visa = await addCard(shop.stripe, user, 'pm_card_visa');
    const mastercard = await addCard(shop.stripe, user, 'pm_card_mastercard');
    await sendDueCalls();
    expect(await removeCard(user, { cardId: visa.id })).toEqual({ wasDefault: true });
    expect(await listCards(user.id)).toMatchObject([{ id: mastercard.id, isDefault: true }]);
    await sendDueCalls();
    const customer = await stripeCustomerOf(user);
    expect((await shop.stripe.card(visa.stripePaymentMethodId)).customer).toBe(customer);
    passTime(UNDO_WITHIN_MS + 1);
    await sendDueCalls();
    expect((await shop.stripe.card(visa.stripePaymentMethodId)).customer).toBeNull();
    expect(await cardNow(visa.id)).toMatchObject({ state: 'detached' });
  });

  it('can be undone in time, default and all', async () => {
    const visa = await addCard(shop.stripe, user, 'pm_card_visa');
    await addCard(shop.stripe, user, 'pm_card_mastercard');
    await removeCard(user, { cardId: visa.id });
    await undoRemoval(user, { cardId: visa.id, asDefault: true });
    expect((await listCards(user.id))[0]).toMatchObject({ id: visa.id, isDefault: true });
    passTime(UNDO_WITHIN_MS + 1);
    await sendDueCalls();
    const customer = await stripeCustomerOf(user);
    expect((await shop.stripe.card(visa.stripePaymentMethodId)).customer).toBe(customer);
  });

  it('cannot be undone once Stripe was told', async () => {
    const visa = await addCard(shop.stripe, user, 'pm_card_visa');
    await removeCard(user, { cardId: visa.id });
    passTime(UNDO_WITHIN_MS + 1);
    await sendDueCalls();
    const undoing = undoRemoval(user, { cardId: visa.id, asDefault: true });
    await expect(undoing).rejects.toMatchObject({ code: 'too_late' });
    expect(await listCards(user.id)).toEqual([]);
  });

  it('cannot be undone where the card was added again meanwhile', async () => {
    const first = await addCard(shop.stripe, user, 'pm_card_visa');
    await removeCard(user, { cardId: first.id });
    const second = await addCard(shop.stripe, user, 'pm_card_visa');
    const undoing = undoRemoval(user, { cardId: first.id, asDefault: true });
    await expect(undoing).rejects.toMatchObject({ code: 'too_late' });
    expect(await listCards(user.id)).toMatchObject([{ id: second.id, isDefault: true }]);
  });

  it('is not undone by an event that comes late', async () => {
    const { clientSecret } = await startAddingCard(user, { consentVersion });
    const { id } = await shop.stripe.confirm('setup_intents', clientSecret, 'pm_card_visa');
    await syncSetup(id);
    const [card] = await listCards(user.id);
    await removeCard(user, { cardId: card?.id ?? '' });
    await syncSetup(id);
    expect(await listCards(user.id)).toEqual([]);
  });

  it('tries again where Stripe does not answer, with the same key', async () => {
    const visa = await addCard(shop.stripe, user, 'pm_card_visa');
    await sendDueCalls();
    await removeCard(user, { cardId: visa.id });
    const path = `/v1/payment_methods/${visa.stripePaymentMethodId}/detach`;
    await control.arm({ route: `POST ${path}`, kind: 'reset_before', times: 100 });
    await control.forgetRequests();
    passTime(UNDO_WITHIN_MS + 1);
    await sendDueCalls();
    expect(await cardNow(visa.id)).toMatchObject({ state: 'removing' });
    await control.disarm();
    passTime(60_000);
    await sendDueCalls();
    expect(await cardNow(visa.id)).toMatchObject({ state: 'detached' });
    const sent = (await control.requests()).filter((request) => request.path === path);
    expect(new Set(sent.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(1);
  });
});

describe('a card that is to be detached while Stripe breaks down', () => {
  it('goes all the same: the key whose answer is kept is not asked again', async () => {
    const visa = await addCard(shop.stripe, user, 'pm_card_visa');
    await sendDueCalls();
    await removeCard(user, { cardId: visa.id });
    await control.arm({ route: 'POST /v1/payment_methods/*/detach', kind: '500' });
    passTime(UNDO_WITHIN_MS + 1);
    await sendDueCalls();
    expect(await cardNow(visa.id)).toMatchObject({ state: 'removing' });
    passTime(60_000);
    await sendDueCalls();
    expect(await cardNow(visa.id)).toMatchObject({ state: 'detached' });
    expect(await shop.stripe.card(visa.stripePaymentMethodId)).toMatchObject({ customer: null });
  });
});

describe('somebody else’s card and a missing one', () => {
  const nobody = '00000000-0000-7000-8000-000000000000';
  const uses = {
    removeCard,
    makeDefault,
    useAtCheckout: (by: User, { cardId }: { cardId: string }) =>
      useAtCheckout(by, {
        cardId,
        consentVersion: offeringWording.version,
      }),
    nameCard: (by: User, { cardId }: { cardId: string }) =>
      nameCard(by, { cardId, nickname: 'mine' }),
    undoRemoval: (by: User, { cardId }: { cardId: string }) =>
      undoRemoval(by, { cardId, asDefault: true }),
  };

  it.each(Object.entries(uses))('look the same to %s', async (_name, use) => {
    const card = await addCard(shop.stripe, await aShopper(), 'pm_card_visa');
    await expect(use(user, { cardId: card.id })).rejects.toMatchObject({ code: 'not_found' });
    await expect(use(user, { cardId: nobody })).rejects.toMatchObject({ code: 'not_found' });
    expect(await cardNow(card.id)).toMatchObject({ state: 'active', isDefault: true });
  });
});

describe('what Stripe says of a card', () => {
  it('changes its tile: issuers give new digits and a new expiry', async () => {
    const card = await addCard(shop.stripe, user, 'pm_card_visa');
    await control.updateCard(card.stripePaymentMethodId, { exp_year: 2041, last4: '1881' });
    await syncCard(card.stripePaymentMethodId);
    expect(await cardNow(card.id)).toMatchObject({
      expYear: 2041,
      last4: '1881',
      redisplay: 'always',
    });
  });

  it('may make it the same as another tile: one is left, and it is the default', async () => {
    const older = await addCard(shop.stripe, user, 'pm_card_visa');
    const newer = await addCard(shop.stripe, user, 'pm_card_mastercard');
    const details = cardDetails({
      ...newer,
      stripeCustomerId: 'cus_1',
      fingerprint: older.fingerprint,
    });
    await database().transaction((tx) =>
      applyCard(tx, newer.stripePaymentMethodId, details, Date.now()),
    );
    expect(await listCards(user.id)).toMatchObject([{ id: newer.id, isDefault: true }]);
  });

  it('takes it away, and the default moves on', async () => {
    const visa = await addCard(shop.stripe, user, 'pm_card_visa');
    const mastercard = await addCard(shop.stripe, user, 'pm_card_mastercard');
    await shop.stripe.post(`payment_methods/${visa.stripePaymentMethodId}/detach`);
    await syncCard(visa.stripePaymentMethodId);
    await syncCard(visa.stripePaymentMethodId);
    expect(await listCards(user.id)).toMatchObject([{ id: mastercard.id, isDefault: true }]);
  });

  it('is nothing to us where the card is not ours', async () => {
    const note = await database().transaction((tx) =>
      applyCard(tx, 'pm_foreign', cardDetails(), Date.now()),
    );
    expect(note).toBe('the card is not one of ours');
  });
});
