import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { findCardById, type Card } from '@/db/queries/cards';
import { findCustomerByStripeId } from '@/db/queries/customers';
import { findOrderByPurchase } from '@/db/queries/orders';
import { findEvent } from '@/db/queries/webhook-events';
import type { User } from '@/db/queries/users';
import { database } from '../database';
import { savingWording } from '../domain/consent';
import { cancelOrder } from '../orders/give-up-order';
import { buyWithCard, payOrder } from '../orders/checkout/saved-card';
import { lookAtUnanswered } from '../reconcile/steps/unanswered-attempts';
import { startPayment } from '../orders/checkout/typed-card';
import { syncOrder } from '../orders/sync/sync-order';
import { openFileShop } from '../testing/file-shop';
import {
  addCard,
  aShopper,
  attemptsOf,
  buy,
  getOrder,
  intentIdOf,
  stripeCustomerOf,
  TIDELINE,
  typeCard,
} from '../testing/shopper';
import { signatureOf } from '../testing/signed-event';
import { deliverWebhook } from '../testing/deliver';
import { startAddingCard } from '../setups/add-card';
import { listCards } from '../wallet/list-cards';
import { removeCard, undoRemoval } from '../wallet/remove-card';

// What is sent again is held here, not how long it is waited before.
vi.mock('node:timers/promises', () => ({ setTimeout: () => Promise.resolve() }));

const { shop, control } = await openFileShop();
let user: User;
let visa: Card;
let gone: string;
beforeEach(async () => {
  user = await aShopper();
  visa = await addCard(shop.stripe, user, 'pm_card_visa');
  gone = await stripeCustomerOf(user);
});
afterEach(() => control.disarm());

/** Somebody deletes the Customer in Stripe's Dashboard. */
const deleteCustomer = () => shop.stripe.delete(`customers/${gone}`);

/** And Stripe tells of it. The note that the inbox has of it. */
async function hear(type: string, objectId = gone): Promise<string | null | undefined> {
  const events = await shop.stripe.events(type);
  const event = events.find(({ data }) => data.object.id === objectId);
  const body = JSON.stringify(event);
  await deliverWebhook(body, signatureOf(body));
  return (await findEvent(database().read, event?.id ?? ''))?.note;
}

const customerRow = (stripeCustomerId: string) =>
  findCustomerByStripeId(database().read, stripeCustomerId);
const newChargesOf = async () => shop.stripe.chargesOf(await stripeCustomerOf(user));

describe('a Customer that was deleted at Stripe', () => {
  it('takes its cards along, hidden ones too, and leaves no default behind', async () => {
    const mastercard = await addCard(shop.stripe, user, 'pm_card_mastercard');
    await removeCard(user, { cardId: mastercard.id });
    await deleteCustomer();
    expect(await hear('customer.deleted')).toContain('the customer is gone, and its cards with it');
    expect(await listCards(user.id)).toEqual([]);
    for (const { id } of [visa, mastercard]) {
      const card = await findCardById(database().read, id);
      expect(card).toMatchObject({ state: 'detached', isDefault: false });
    }
    const undo = undoRemoval(user, { cardId: mastercard.id, asDefault: false });
    await expect(undo).rejects.toMatchObject({ code: 'too_late' });
  });

  it('is replaced at the next need: cards are added and pay', async () => {
    await deleteCustomer();
    await hear('customer.deleted');
    const card = await addCard(shop.stripe, user, 'pm_card_mastercard');
    expect(await stripeCustomerOf(user)).not.toBe(gone);
    expect(await listCards(user.id)).toMatchObject([{ id: card.id, isDefault: true }]);
    const { orderId } = await buy(user, card);
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid' });
    expect(await newChargesOf()).toHaveLength(1);
  });

  it('keeps its old orders, which follow their refunds', async () => {
    const { orderId } = await buy(user, visa);
    const before = await getOrder(orderId);
    await deleteCustomer();
    await hear('customer.deleted');
    const refund = { payment_intent: await intentIdOf(orderId), amount: 1000 };
    await shop.stripe.post('refunds', refund);
    const charge = (await shop.stripe.intent(refund.payment_intent)).latest_charge ?? '';
    await hear('charge.refunded', charge);
    expect(await getOrder(orderId)).toMatchObject({
      paymentState: 'paid',
      refundedAmount: 1000,
      customerId: before.customerId,
    });
  });

  it('is written down once, and takes nothing of its successor', async () => {
    await deleteCustomer();
    await hear('customer.deleted');
    const { deletedAt } = (await customerRow(gone)) ?? {};
    const card = await addCard(shop.stripe, user, 'pm_card_visa');
    const event = (await shop.stripe.events('customer.deleted'))[0];
    const body = JSON.stringify({ ...event, id: 'evt_again' });
    await deliverWebhook(body, signatureOf(body));
    expect(await customerRow(gone)).toMatchObject({ deletedAt });
    expect(await listCards(user.id)).toMatchObject([{ id: card.id, isDefault: true }]);
  });

  it('brings no card back by a setup that is told late', async () => {
    const { clientSecret } = await startAddingCard(user, {
      consentVersion: savingWording('save_card_in_wallet', 'off_session').version,
    });
    const setup = await shop.stripe.confirm('setup_intents', clientSecret, 'pm_card_mastercard');
    await deleteCustomer();
    await hear('customer.deleted');
    await hear('setup_intent.succeeded', setup.id);
    expect(await listCards(user.id)).toEqual([]);
  });

  it('is believed when it is fetched, not when an event says so', async () => {
    await shop.stripe.post(`customers/${gone}`, { name: 'Ada Lovelace' });
    expect(await hear('customer.updated')).toContain('nothing of ours depends on what changed');
    expect(await customerRow(gone)).toMatchObject({ deletedAt: null });
    await deleteCustomer();
    const event = (await shop.stripe.events('customer.updated'))[0];
    const body = JSON.stringify({ ...event, id: `evt_${randomUUID()}` });
    await deliverWebhook(body, signatureOf(body));
    expect((await customerRow(gone))?.deletedAt).not.toBeNull();
    expect(await listCards(user.id)).toEqual([]);
  });

  it('that is not one of ours is left alone', async () => {
    const { id } = await shop.stripe.post('customers', { name: 'Somebody else' });
    await shop.stripe.delete(`customers/${id}`);
    expect(await hear('customer.deleted', id)).toContain('the customer is not one of ours');
  });
});

describe('a deletion that no webhook told of', () => {
  beforeEach(async () => {
    await deleteCustomer();
  });

  it('does not keep anybody from adding a card', async () => {
    const card = await addCard(shop.stripe, user, 'pm_card_mastercard');
    expect(await stripeCustomerOf(user)).not.toBe(gone);
    expect(await listCards(user.id)).toMatchObject([{ id: card.id, isDefault: true }]);
  });

  it('does not keep anybody from paying with a card typed at checkout', async () => {
    const { orderId, clientSecret } = await typeCard(user, { saves: true });
    await shop.stripe.confirm('payment_intents', clientSecret, 'pm_card_mastercard');
    await syncOrder(orderId);
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid' });
    expect(await listCards(user.id)).toMatchObject([{ brand: 'mastercard', isDefault: true }]);
    expect(await newChargesOf()).toHaveLength(1);
  });

  it('is found out by the first click: nothing is charged, and the order can be paid anew', async () => {
    const purchaseId = randomUUID();
    await expect(buy(user, visa, purchaseId)).rejects.toMatchObject({ code: 'card_not_ready' });
    expect(await listCards(user.id)).toEqual([]);
    const card = await addCard(shop.stripe, user, 'pm_card_mastercard');
    // The same purchase again is the same order, which waits to be paid.
    const { orderId } = await buy(user, card, purchaseId);
    expect(await attemptsOf(orderId)).toMatchObject([{ outcome: 'not_sent' }]);
    await payOrder(user, { orderId, cardId: card.id, shown: TIDELINE.shown });
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid' });
    expect(await shop.stripe.chargesOf(gone)).toEqual([]);
    expect(await newChargesOf()).toHaveLength(1);
  });
});

describe('an order that waits when its Customer is deleted', () => {
  const shown = TIDELINE.shown;
  const newCard = async () => {
    await deleteCustomer();
    await hear('customer.deleted');
    return addCard(shop.stripe, user, 'pm_card_mastercard');
  };

  /** Whoever still has the old page open charges nothing with it. */
  const expectDead = (clientSecret: string) =>
    expect(shop.stripe.confirm('payment_intents', clientSecret, 'pm_card_visa')).rejects.toThrow(
      /canceled/,
    );

  it('with an intent is paid with a card of the next one, and charged once', async () => {
    const { orderId, clientSecret } = await typeCard(user);
    const old = await intentIdOf(orderId);
    const card = await newCard();
    await payOrder(user, { orderId, cardId: card.id, shown });
    const order = await getOrder(orderId);
    expect(order).toMatchObject({ paymentState: 'paid' });
    expect(order.customerId).toBe((await customerRow(await stripeCustomerOf(user)))?.id);
    expect((await shop.stripe.intent(old)).status).toBe('canceled');
    await expectDead(clientSecret);
    expect(await newChargesOf()).toHaveLength(1);
  });

  it('is paid with one click on the page that it was begun from', async () => {
    const purchaseId = randomUUID();
    const { orderId, clientSecret } = await typeCard(user, { purchaseId });
    const card = await newCard();
    await buyWithCard(user, { ...TIDELINE, purchaseId, cardId: card.id });
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid' });
    await expectDead(clientSecret);
  });

  it('is paid with a typed card', async () => {
    const { orderId, clientSecret } = await typeCard(user);
    await deleteCustomer();
    await hear('customer.deleted');
    const subject = { orderId };
    const form = { shown, receiptEmail: user.email, saveCardConsent: null };
    const next = await startPayment(user, { subject, ...form });
    await expectDead(clientSecret);
    await shop.stripe.confirm('payment_intents', next.clientSecret, 'pm_card_visa');
    await syncOrder(orderId);
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid' });
    expect(await newChargesOf()).toHaveLength(1);
  });

  it('and for its bank is paid with another card', async () => {
    const asks = await addCard(shop.stripe, user, 'pm_card_authenticationRequired');
    const { orderId } = await buy(user, asks);
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'authenticating' });
    const card = await newCard();
    await payOrder(user, { orderId, cardId: card.id, shown });
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid' });
    expect(await attemptsOf(orderId)).toMatchObject([
      { outcome: 'superseded' },
      { outcome: 'succeeded' },
    ]);
  });

  it('but was paid on the old one meanwhile, is paid and not charged again', async () => {
    const { orderId, clientSecret } = await typeCard(user);
    await shop.stripe.confirm('payment_intents', clientSecret, 'pm_card_visa');
    const card = await newCard();
    const again = payOrder(user, { orderId, cardId: card.id, shown });
    await expect(again).rejects.toMatchObject({ code: 'order_closed' });
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid' });
    expect(await newChargesOf()).toEqual([]);
  });

  it('and for an answer that never came is fenced, and can be paid', async () => {
    await control.arm({ route: 'POST /v1/payment_intents', kind: 'reset_before', times: 100 });
    const { orderId } = await buy(user, visa);
    await control.disarm();
    const card = await newCard();
    const early = payOrder(user, { orderId, cardId: card.id, shown });
    await expect(early).rejects.toMatchObject({ code: 'payment_in_progress' });
    await lookAtUnanswered(Date.now() + 2 * 60_000, 'command');
    expect(await attemptsOf(orderId)).toMatchObject([{ outcome: 'not_sent' }]);
    await payOrder(user, { orderId, cardId: card.id, shown });
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid' });
    expect(await newChargesOf()).toHaveLength(1);
  });

  it('and for an intent whose making was never answered can be canceled', async () => {
    await control.arm({ route: 'POST /v1/payment_intents', kind: 'reset_before', times: 100 });
    const purchaseId = randomUUID();
    await expect(typeCard(user, { purchaseId })).rejects.toMatchObject({ fault: 'unknown' });
    await control.disarm();
    await deleteCustomer();
    const order = await findOrderByPurchase(database().read, user.id, purchaseId);
    await cancelOrder(user, { orderId: order?.id ?? '' });
    expect(await getOrder(order?.id ?? '')).toMatchObject({ paymentState: 'canceled' });
  });
});
