import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { findConsent } from '@/db/queries/consents';
import { listOrders } from '@/db/queries/orders';
import type { User } from '@/db/queries/users';
import { database } from '../../database';
import { openFileShop } from '../../testing/file-shop';
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
} from '../../testing/shopper';
import { listCards, listCheckoutCards } from '../../wallet/list-cards';
import { sendDueCalls } from '../../send-due-calls';
import { payOrder } from './saved-card';
import { startPayment } from './typed-card';
import { syncOrder } from '../sync/sync-order';

const { shop } = await openFileShop();
let user: User;
beforeEach(async () => {
  user = await aShopper();
});

const charges = async () => shop.stripe.chargesOf(await stripeCustomerOf(user));
const attached = async () => shop.stripe.cardsOf(await stripeCustomerOf(user));
const confirm = (clientSecret: string, paymentMethod = 'pm_card_visa') =>
  shop.stripe.confirm('payment_intents', clientSecret, paymentMethod);

/** The browser is told by an error what the intent tells us, too. */
const refused = (call: Promise<unknown>) => expect(call).rejects.toThrow(/402/);

describe('a card that is typed at checkout', () => {
  it('pays, and its attempt is written down from Stripe’s word', async () => {
    const { orderId, clientSecret } = await typeCard(user);
    expect(await attemptsOf(orderId)).toEqual([]);
    await confirm(clientSecret);
    await syncOrder(orderId);
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid' });
    expect(await attemptsOf(orderId)).toMatchObject([
      { number: 1, kind: 'browser', outcome: 'succeeded', key: null, cardLast4: '4242' },
    ]);
    expect(await charges()).toHaveLength(1);
  });

  it('without the box is attached to nobody', async () => {
    const { orderId, clientSecret } = await typeCard(user);
    await confirm(clientSecret);
    await syncOrder(orderId);
    await sendDueCalls();
    expect(await listCards(user.id)).toEqual([]);
    expect(await attached()).toEqual([]);
    expect(
      await findConsent(database().read, { orderId, kind: 'save_card_while_paying' }),
    ).toBeNull();
  });

  it('with the box is kept, and offered at checkout', async () => {
    const { orderId, clientSecret } = await typeCard(user, { saves: true });
    expect(await shop.stripe.intent(await intentIdOf(orderId))).toMatchObject({
      setup_future_usage: 'off_session',
    });
    await confirm(clientSecret);
    await Promise.all([syncOrder(orderId), syncOrder(orderId)]);
    await sendDueCalls();
    expect(await listCheckoutCards(user.id)).toMatchObject([{ last4: '4242', isDefault: true }]);
    expect(await attached()).toMatchObject([{ allow_redisplay: 'always' }]);
    expect(
      await findConsent(database().read, { orderId, kind: 'save_card_while_paying' }),
    ).toMatchObject({
      kind: 'save_card_while_paying',
      userId: user.id,
    });
  });

  it('is not kept where the box was unticked before paying', async () => {
    const purchaseId = randomUUID();
    await typeCard(user, { purchaseId, saves: true });
    const { orderId, clientSecret } = await typeCard(user, { purchaseId, saves: false });
    expect(await shop.stripe.intent(await intentIdOf(orderId))).toMatchObject({
      setup_future_usage: null,
    });
    await confirm(clientSecret);
    await syncOrder(orderId);
    expect(await listCards(user.id)).toEqual([]);
    expect(await attached()).toEqual([]);
  });

  it('that was refused is on the list, and the next one pays the same intent', async () => {
    const { orderId, clientSecret } = await typeCard(user);
    await refused(confirm(clientSecret, 'pm_card_visa_chargeDeclinedInsufficientFunds'));
    await syncOrder(orderId);
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'declined' });
    await refused(confirm(clientSecret, 'pm_card_chargeDeclined'));
    await confirm(clientSecret);
    await syncOrder(orderId);
    expect(await attemptsOf(orderId)).toMatchObject([
      { outcome: 'declined', declineCode: 'insufficient_funds' },
      { outcome: 'succeeded', kind: 'browser' },
    ]);
    expect(await charges()).toHaveLength(1);
  });
});

describe('going to checkout again', () => {
  it('is the same order and the same intent, from as many tabs as one likes', async () => {
    const purchaseId = randomUUID();
    const started = [
      await typeCard(user, { purchaseId }),
      ...(await Promise.all(Array.from({ length: 5 }, () => typeCard(user, { purchaseId })))),
    ];
    expect(new Set(started.map(({ orderId }) => orderId)).size).toBe(1);
    expect(new Set(started.map(({ clientSecret }) => clientSecret)).size).toBe(1);
    expect(await listOrders(database().read, user.id, 10)).toHaveLength(1);
    expect(await shop.stripe.intentsOf(await stripeCustomerOf(user))).toHaveLength(1);
  });

  it('is one order and one intent where the first two come at once', async () => {
    const purchaseId = randomUUID();
    const started = await Promise.all([
      typeCard(user, { purchaseId }),
      typeCard(user, { purchaseId, saves: true }),
    ]);
    expect(started[0]?.clientSecret).toBe(started[1]?.clientSecret);
    expect(await shop.stripe.intentsOf(await stripeCustomerOf(user))).toHaveLength(1);
  });

  it('on a form that is sent once more, after it has paid unseen, is shown what it paid', async () => {
    const purchaseId = randomUUID();
    const { orderId, clientSecret } = await typeCard(user, { purchaseId });
    await confirm(clientSecret);
    await expect(typeCard(user, { purchaseId })).rejects.toMatchObject({ code: 'order_closed' });
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid' });
    expect(await charges()).toHaveLength(1);
  });

  it('takes the receipt’s new address along', async () => {
    const purchaseId = randomUUID();
    await typeCard(user, { purchaseId });
    const { orderId } = await typeCard(user, { purchaseId, receiptEmail: 'new@example.com' });
    expect(await getOrder(orderId)).toMatchObject({ receiptEmail: 'new@example.com' });
    // The receipt is ours to send: Stripe is told no address for one of its own.
    expect(await shop.stripe.intent(await intentIdOf(orderId))).toMatchObject({
      receipt_email: null,
    });
  });

  it('after a saved card was declined pays the same intent', async () => {
    const purchaseId = randomUUID();
    const bad = await addCard(shop.stripe, user, 'pm_card_chargeCustomerFail');
    const { orderId } = await buy(user, bad, purchaseId);
    const { clientSecret } = await startPayment(user, {
      subject: { orderId },
      shown: TIDELINE.shown,
      receiptEmail: user.email,
      saveCardConsent: null,
    });
    expect(clientSecret.startsWith(await intentIdOf(orderId))).toBe(true);
    await confirm(clientSecret);
    await syncOrder(orderId);
    expect(await attemptsOf(orderId)).toMatchObject([
      { outcome: 'declined', kind: 'create' },
      { outcome: 'succeeded', kind: 'browser' },
    ]);
  });
});

describe('going back from the form to a saved card', () => {
  it('pays by one click, though the form has changed the receipt’s address', async () => {
    const purchaseId = randomUUID();
    const visa = await addCard(shop.stripe, user, 'pm_card_visa');
    await typeCard(user, { purchaseId });
    const { orderId } = await typeCard(user, { purchaseId, receiptEmail: 'new@example.com' });
    expect(await buy(user, visa, purchaseId)).toMatchObject({ orderId });
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid' });
    expect(await charges()).toHaveLength(1);
  });

  // Paid in the other tab, and no event of it has come yet: Stripe refuses to confirm once more.
  it('shows that the typed card has paid meanwhile, and charges nothing', async () => {
    const visa = await addCard(shop.stripe, user, 'pm_card_visa');
    const { orderId, clientSecret } = await typeCard(user);
    await confirm(clientSecret, 'pm_card_mastercard');
    const paying = payOrder(user, { orderId, cardId: visa.id, shown: TIDELINE.shown });
    expect(await paying).toEqual({ orderId, clientSecret: null });
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid' });
    expect(await attemptsOf(orderId)).toMatchObject([
      { kind: 'confirm', outcome: 'not_sent', cardLast4: '4242' },
      { kind: 'browser', outcome: 'succeeded', cardLast4: '4444' },
    ]);
    expect(await charges()).toHaveLength(1);
  });

  it('takes back what was agreed to about the card that was not typed', async () => {
    const purchaseId = randomUUID();
    const visa = await addCard(shop.stripe, user, 'pm_card_visa');
    const { orderId } = await typeCard(user, { purchaseId, saves: true });
    await buy(user, visa, purchaseId);
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid' });
    expect(
      await findConsent(database().read, { orderId, kind: 'save_card_while_paying' }),
    ).toBeNull();
  });
});

describe('what checkout refuses', () => {
  const input = () => ({
    subject: { purchaseId: randomUUID(), productSlug: TIDELINE.productSlug },
    shown: { amount: 4800, currency: 'eur' as const },
    receiptEmail: user.email,
    saveCardConsent: null,
  });
  const code = (is: string) => expect.objectContaining({ code: is }) as unknown;

  it('a price that has changed', () =>
    expect(
      startPayment(user, { ...input(), shown: { amount: 4700, currency: 'eur' } }),
    ).rejects.toEqual(code('price_changed')));

  it('an agreement to words that are not shown any more', () =>
    expect(startPayment(user, { ...input(), saveCardConsent: '2020-01-01' })).rejects.toEqual(
      code('too_late'),
    ));

  it('an order that is somebody else’s, like one that does not exist', async () => {
    const { orderId } = await typeCard(await aShopper());
    for (const id of [orderId, randomUUID()]) {
      const starting = startPayment(user, { ...input(), subject: { orderId: id } });
      await expect(starting).rejects.toEqual(code('not_found'));
    }
  });

  it('an order that is paid', async () => {
    const { orderId, clientSecret } = await typeCard(user);
    await confirm(clientSecret);
    await syncOrder(orderId);
    const starting = startPayment(user, { ...input(), subject: { orderId } });
    await expect(starting).rejects.toEqual(code('order_closed'));
  });
});
