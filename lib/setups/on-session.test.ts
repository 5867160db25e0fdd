import { beforeEach, describe, expect, it } from 'vitest';
import { findCardById, setSetupUsage } from '@/db/queries/cards';
import { findConsent } from '@/db/queries/consents';
import type { User } from '@/db/queries/users';
import { database } from '../database';
import { savingWording } from '../domain/consent';
import { syncOrder } from '../orders/sync/sync-order';
import { chargeOrder } from '../orders/preorder/charge-order';
import { openFileShop } from '../testing/file-shop';
import {
  addCard,
  aShopper,
  buy,
  getOrder,
  intentIdOf,
  preorder,
  stripeCustomerOf,
  typeCard,
  typePreorderCard,
} from '../testing/shopper';
import { aUser } from '@/db/testing/rows';
import { listCheckoutCards } from '../wallet/list-cards';
import { startAddingCard } from './add-card';
import { syncSetup } from './sync-setup';

// The merchant charges nobody who is not there, but for pre-orders.
const { shop, control } = await openFileShop({ savedCards: 'on_session' });
let user: User;
beforeEach(async () => {
  user = await aShopper();
});

/** What Stripe was asked for last: whatever it was, its answer says `off_session`. */
const usageAsked = async (): Promise<string | null> => {
  const made = (await control.requests()).filter(
    ({ method, path }) => method === 'POST' && path === '/v1/setup_intents',
  );
  return new URLSearchParams(made.at(-1)?.body).get('usage');
};
const cardNow = (id: string) => findCardById(database().read, id);

describe('a card that is saved for its owner’s presence only', () => {
  it('is set up for that in the wallet, under words that say so', async () => {
    const wording = savingWording('save_card_in_wallet', 'on_session');
    const started = await startAddingCard(user, { consentVersion: wording.version });
    const { id } = await shop.stripe.confirm('setup_intents', started.clientSecret, 'pm_card_visa');
    await syncSetup(id);
    expect(await usageAsked()).toBe('on_session');
    expect(started.usage).toBe('off_session');
    expect(await findConsent(database().read, started)).toMatchObject(wording);
    const [card] = await listCheckoutCards(user.id);
    expect(await cardNow(card?.id ?? '')).toMatchObject({ setupUsage: 'on_session' });
  });

  it('is not saved under the words of the other setting', async () => {
    const { version: consentVersion } = savingWording('save_card_in_wallet', 'off_session');
    await expect(startAddingCard(user, { consentVersion })).rejects.toMatchObject({
      code: 'too_late',
    });
  });

  it('is saved for that while it pays', async () => {
    const { orderId, clientSecret } = await typeCard(user, { saves: true });
    expect(await shop.stripe.intent(await intentIdOf(orderId))).toMatchObject({
      setup_future_usage: 'on_session',
    });
    await shop.stripe.confirm('payment_intents', clientSecret, 'pm_card_visa');
    await syncOrder(orderId);
    const [card] = await listCheckoutCards(user.id);
    expect(await cardNow(card?.id ?? '')).toMatchObject({ setupUsage: 'on_session' });
    expect(
      await findConsent(database().read, { orderId, kind: 'save_card_while_paying' }),
    ).toMatchObject(savingWording('save_card_while_paying', 'on_session'));
  });

  it('buys with one click', async () => {
    const card = await addCard(shop.stripe, user, 'pm_card_visa');
    const { orderId } = await buy(user, card);
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid' });
  });

  it('is set up for more by a pre-order, by an agreement of its own, and charged later', async () => {
    const staff = await aUser(database(), { role: 'staff' });
    const card = await addCard(shop.stripe, user, 'pm_card_visa');
    expect(card.setupUsage).toBe('on_session');
    const { orderId } = await preorder(user, card);
    expect(await usageAsked()).toBe('off_session');
    expect(await findConsent(database().read, { orderId, kind: 'charge_later' })).not.toBeNull();
    expect(await cardNow(card.id)).toMatchObject({ setupUsage: 'off_session' });
    await chargeOrder(staff, { orderId });
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid' });
  });

  it('is set up for more where it is typed for a pre-order, whatever the box says', async () => {
    const { clientSecret } = await typePreorderCard(user, { saves: true });
    const { id } = await shop.stripe.confirm('setup_intents', clientSecret, 'pm_card_visa');
    await syncSetup(id);
    expect(await usageAsked()).toBe('off_session');
    const [card] = await listCheckoutCards(user.id);
    expect(await cardNow(card?.id ?? '')).toMatchObject({ setupUsage: 'off_session' });
  });

  it('is never charged without its owner, even if an order said so', async () => {
    const staff = await aUser(database(), { role: 'staff' });
    const card = await addCard(shop.stripe, user, 'pm_card_visa');
    const { orderId } = await preorder(user, card);
    // As if its set-up had never been.
    await database().transaction((tx) => setSetupUsage(tx, card.id, 'on_session'));
    await expect(chargeOrder(staff, { orderId })).rejects.toMatchObject({ code: 'card_not_ready' });
    expect(await shop.stripe.chargesOf(await stripeCustomerOf(user))).toEqual([]);
  });
});

describe('a card that was saved under the other setting', () => {
  it('keeps what it was set up for, and is not weakened by being added again', async () => {
    const older = await addCard(shop.stripe, user, 'pm_card_visa');
    await preorder(user, older);
    const newer = await addCard(shop.stripe, user, 'pm_card_visa');
    expect(newer.setupUsage).toBe('on_session');
    // The older one is charged to a pre-order: it stays at Stripe, hidden.
    expect(await cardNow(older.id)).toMatchObject({
      state: 'replaced',
      setupUsage: 'off_session',
    });
    const atStripe = await shop.stripe.card(older.stripePaymentMethodId);
    expect(atStripe.customer).toBe(await stripeCustomerOf(user));
  });
});
