import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { findConsent } from '@/db/queries/consents';
import { listActiveCards, type Card } from '@/db/queries/cards';
import { listOrderSetups } from '@/db/queries/card-setups';
import { listMails } from '@/db/queries/mails';
import { listOrderEvents } from '@/db/queries/order-events';
import { listOrders } from '@/db/queries/orders';
import { findProduct } from '@/db/queries/products';
import { findStock } from '@/db/queries/stock';
import type { User } from '@/db/queries/users';
import { database } from '../../database';
import { CHARGE_LATER_VERSION, shipByOf } from '../../domain/preorder';
import { openFileShop } from '../../testing/file-shop';
import {
  addressOf,
  addCard,
  aShopper,
  attemptsOf,
  changeCard,
  getOrder,
  preorder,
  SALT_LEDGER,
  shownOfPreorder,
  stripeCustomerOf,
  typePreorderCard,
} from '../../testing/shopper';
import { removeCard } from '../../wallet/remove-card';
import { syncSetup } from '../../setups/sync-setup';
import { cancelOrder } from '../give-up-order';
import { expireOrders } from '../../reconcile/steps/expire-orders';
import { checkOrder, resumePayment } from '../checkout/check-order';
import { lookAtSetups } from '../../reconcile/steps/card-setups';
import { buyWithCard, payOrder } from '../checkout/saved-card';
import { preorderWithCard } from './saved-card';
import { startPayment } from '../checkout/typed-card';

const { shop, control } = await openFileShop();
let user: User;
let visa: Card;
beforeEach(async () => {
  user = await aShopper();
  visa = await addCard(shop.stripe, user, 'pm_card_visa');
});

const charges = async () => shop.stripe.chargesOf(await stripeCustomerOf(user));
const rejectsWith = (call: Promise<unknown>, code: string) =>
  expect(call).rejects.toMatchObject({ code });
const eventsOf = async (orderId: string) =>
  (await listOrderEvents(database().read, orderId)).map(({ type }) => type);
const mailsOf = async (orderId: string) =>
  (await listMails(database().read, 1_000)).filter((mail) => mail.orderId === orderId);
const agreement = (orderId: string) =>
  findConsent(database().read, { orderId, kind: 'charge_later' });
const copiesLeft = async () => {
  const product = await findProduct(database().read, SALT_LEDGER.productSlug);
  return (product && (await findStock(database().read, product.id))?.available) ?? 0;
};
/** The SetupIntent that was begun last for an order. */
async function setupOf(orderId: string): Promise<string> {
  const [last] = await listOrderSetups(database().read, orderId);
  if (!last?.stripeSetupIntentId) throw new Error(`order ${orderId} has no setup at Stripe`);
  return last.stripeSetupIntentId;
}

describe('a pre-order with a saved card', () => {
  it('is scheduled, charges nothing, and sets a copy aside', async () => {
    const left = await copiesLeft();
    const { orderId, clientSecret } = await preorder(user, visa);
    expect(clientSecret).toBeNull();
    expect(await getOrder(orderId)).toMatchObject({
      paymentState: 'scheduled',
      isPreorder: true,
      scheduledCardId: visa.id,
      shipBy: shownOfPreorder().shipBy,
      holdsStock: true,
      nextChargeAt: null,
    });
    expect(await charges()).toEqual([]);
    expect(await shop.stripe.intentsOf(await stripeCustomerOf(user))).toEqual([]);
    expect(await copiesLeft()).toBe(left - 1);
    expect(await eventsOf(orderId)).toEqual(['order_placed', 'payment_scheduled']);
    expect(await mailsOf(orderId)).toMatchObject([
      { kind: 'preorder_confirmed', data: { card: { brand: 'visa', last4: '4242' } } },
    ]);
  });

  it('is agreed to in words that the server makes', async () => {
    const { orderId } = await preorder(user, visa);
    const consent = await agreement(orderId);
    expect(consent).toMatchObject({ userId: user.id, version: CHARGE_LATER_VERSION });
    expect(consent?.text).toContain('€96.00');
    expect(consent?.text).toContain('Salt Ledger');
    expect(consent?.text).toContain('cancel');
  });

  it('is set up for off-session charges, with its owner present', async () => {
    const { orderId } = await preorder(user, visa);
    expect(await shop.stripe.get(`setup_intents/${await setupOf(orderId)}`)).toMatchObject({
      status: 'succeeded',
      usage: 'off_session',
      payment_method: visa.stripePaymentMethodId,
      metadata: { order_id: orderId, user_id: user.id },
    });
  });

  it('is one order, however often the button is pressed', async () => {
    const purchaseId = randomUUID();
    const started = await Promise.all(
      Array.from({ length: 12 }, () => preorder(user, visa, purchaseId)),
    );
    expect(new Set(started.map(({ orderId }) => orderId)).size).toBe(1);
    expect(await listOrders(database().read, user.id, 10)).toHaveLength(1);
    expect(await listOrderSetups(database().read, started[0]?.orderId ?? '')).toHaveLength(1);
  });

  it('is the same order later, whatever became of it', async () => {
    const purchaseId = randomUUID();
    const first = await preorder(user, visa, purchaseId);
    const consent = await agreement(first.orderId);
    expect(await preorder(user, visa, purchaseId)).toEqual({ ...first, isAgain: true });
    expect(await agreement(first.orderId)).toEqual(consent);
    await cancelOrder(user, { orderId: first.orderId });
    expect(await preorder(user, visa, purchaseId)).toEqual({ ...first, isAgain: true });
    expect(await getOrder(first.orderId)).toMatchObject({ paymentState: 'canceled' });
    expect(await agreement(first.orderId)).toBeNull();
  });

  it('waits for the bank where it asks, and is not scheduled before', async () => {
    const careful = await addCard(shop.stripe, user, 'pm_card_authenticationRequired');
    const { orderId, clientSecret } = await preorder(user, careful);
    expect(clientSecret).toMatch(/^seti_.+_secret_/);
    expect(await getOrder(orderId)).toMatchObject({
      paymentState: 'awaiting_payment',
      scheduledCardId: null,
    });
    // Left in the middle and come back: the same challenge goes on.
    expect(await resumePayment(user, { orderId })).toEqual({ clientSecret });
    await shop.stripe.answerChallenge(await setupOf(orderId));
    expect(await checkOrder(user, { orderId })).toEqual({ paymentState: 'scheduled' });
    expect(await eventsOf(orderId)).toEqual([
      'order_placed',
      'setup_challenged',
      'payment_scheduled',
    ]);
  });

  it('that the bank does not confirm can be tried with another card', async () => {
    const careful = await addCard(shop.stripe, user, 'pm_card_authenticationRequired');
    const { orderId } = await preorder(user, careful);
    await shop.stripe.answerChallenge(await setupOf(orderId), false);
    await Promise.all([checkOrder(user, { orderId }), checkOrder(user, { orderId })]);
    expect(await eventsOf(orderId)).toEqual(['order_placed', 'setup_challenged', 'setup_failed']);
    await changeCard(user, orderId, visa);
    expect(await getOrder(orderId)).toMatchObject({
      paymentState: 'scheduled',
      scheduledCardId: visa.id,
    });
  });
});

describe('a pre-order with a typed card', () => {
  it('takes the card into the wallet, and offers it at checkout only where the box was ticked', async () => {
    for (const saves of [false, true]) {
      const { orderId, clientSecret } = await typePreorderCard(user, { saves });
      expect(await getOrder(orderId)).toMatchObject({ paymentState: 'awaiting_payment' });
      const number = saves ? 'pm_card_jcb' : 'pm_card_mastercard';
      const { id } = await shop.stripe.confirm('setup_intents', clientSecret, number);
      await syncSetup(id);
      const [newest] = await listActiveCards(database().read, user.id);
      expect(newest).toMatchObject({
        setupUsage: 'off_session',
        redisplay: saves ? 'always' : 'unspecified',
      });
      expect(await getOrder(orderId)).toMatchObject({
        paymentState: 'scheduled',
        scheduledCardId: newest?.id,
      });
    }
    expect(await charges()).toEqual([]);
  });

  it('that is refused tries the next one on the same setup', async () => {
    const { orderId, clientSecret } = await typePreorderCard(user);
    await expect(
      shop.stripe.confirm('setup_intents', clientSecret, 'pm_card_visa_chargeDeclined'),
    ).rejects.toThrow('card_declined');
    await checkOrder(user, { orderId });
    expect(await eventsOf(orderId)).toEqual(['order_placed', 'setup_failed']);
    const again = await typePreorderCard(user, { subject: { orderId } });
    expect(again.clientSecret).toBe(clientSecret);
    await shop.stripe.confirm('setup_intents', clientSecret, 'pm_card_mastercard');
    expect(await checkOrder(user, { orderId })).toEqual({ paymentState: 'scheduled' });
  });

  it('is scheduled by the webhook where the browser never came back', async () => {
    const { orderId, clientSecret } = await typePreorderCard(user);
    const { id } = await shop.stripe.confirm('setup_intents', clientSecret, 'pm_card_mastercard');
    await Promise.all([syncSetup(id), syncSetup(id), checkOrder(user, { orderId })]);
    expect(await eventsOf(orderId)).toEqual(['order_placed', 'payment_scheduled']);
    expect(await mailsOf(orderId)).toHaveLength(1);
  });
});

describe('what the page showed', () => {
  const input = () => ({
    subject: { purchaseId: randomUUID(), productSlug: SALT_LEDGER.productSlug },
    shown: shownOfPreorder(),
    consentVersion: CHARGE_LATER_VERSION,
    cardId: visa.id,
  });

  it('is held against price, date and words', async () => {
    const shown = shownOfPreorder();
    const day = 24 * 60 * 60_000;
    await rejectsWith(
      preorderWithCard(user, { ...input(), shown: { ...shown, amount: 100 } }),
      'price_changed',
    );
    await rejectsWith(
      preorderWithCard(user, { ...input(), shown: { ...shown, shipBy: shown.shipBy + day } }),
      'purchase_mismatch',
    );
    await rejectsWith(preorderWithCard(user, { ...input(), consentVersion: 'old' }), 'too_late');
    expect(await listOrders(database().read, user.id, 10)).toEqual([]);
  });

  it('before midnight binds the shop', async () => {
    const shipBy = shipByOf(SALT_LEDGER.shipsWithinDays - 1, Date.now());
    const { orderId } = await preorderWithCard(user, {
      ...input(),
      to: await addressOf(user),
      shown: { ...SALT_LEDGER.price, shipBy },
    });
    expect(await getOrder(orderId)).toMatchObject({ shipBy });
  });

  it('decides when it is charged: at once is not later, and later is not at once', async () => {
    const { subject } = input();
    const atOnce = { ...subject, shown: SALT_LEDGER.price, cardId: visa.id };
    await rejectsWith(buyWithCard(user, atOnce), 'purchase_mismatch');
    await rejectsWith(
      startPayment(user, {
        subject,
        shown: SALT_LEDGER.price,
        receiptEmail: user.email,
        saveCardConsent: null,
      }),
      'purchase_mismatch',
    );
    const later = {
      ...input(),
      subject: { purchaseId: randomUUID(), productSlug: 'tideline' },
      shown: { ...shownOfPreorder(), amount: 4800 },
    };
    await rejectsWith(preorderWithCard(user, later), 'purchase_mismatch');
    expect(await charges()).toEqual([]);
  });

  it('of an order that waits for its card does not let it be charged now', async () => {
    const { orderId } = await typePreorderCard(user);
    const paying = payOrder(user, { orderId, cardId: visa.id, shown: SALT_LEDGER.price });
    await rejectsWith(paying, 'order_closed');
    const scheduled = await preorder(user, visa);
    await rejectsWith(
      payOrder(user, { orderId: scheduled.orderId, cardId: visa.id, shown: SALT_LEDGER.price }),
      'order_closed',
    );
    expect(await attemptsOf(orderId)).toEqual([]);
  });
});

describe('another card', () => {
  it('takes the place of the first only once it is set up', async () => {
    const careful = await addCard(shop.stripe, user, 'pm_card_authenticationRequired');
    const { orderId } = await preorder(user, visa);
    await changeCard(user, orderId, careful);
    expect(await getOrder(orderId)).toMatchObject({
      paymentState: 'scheduled',
      scheduledCardId: visa.id,
    });
    await shop.stripe.answerChallenge(await setupOf(orderId));
    await checkOrder(user, { orderId });
    expect(await getOrder(orderId)).toMatchObject({
      paymentState: 'scheduled',
      scheduledCardId: careful.id,
    });
    expect(await eventsOf(orderId)).toContain('card_changed');
    // One confirmation is enough.
    expect(await mailsOf(orderId)).toHaveLength(1);
  });

  it('that was chosen later is not replaced by a late word on an earlier choice', async () => {
    const careful = await addCard(shop.stripe, user, 'pm_card_authenticationRequired');
    const other = await addCard(shop.stripe, user, 'pm_card_mastercard');
    const { orderId } = await preorder(user, visa);
    await changeCard(user, orderId, careful);
    const earlier = await setupOf(orderId);
    await changeCard(user, orderId, other);
    await shop.stripe.answerChallenge(earlier);
    await syncSetup(earlier);
    expect(await getOrder(orderId)).toMatchObject({ scheduledCardId: other.id });
  });

  it('is not for somebody else to choose, and theirs is not to be taken', async () => {
    const stranger = await aShopper();
    const theirs = await addCard(shop.stripe, stranger, 'pm_card_visa');
    const { orderId } = await preorder(user, visa);
    await rejectsWith(changeCard(stranger, orderId, theirs), 'not_found');
    await rejectsWith(changeCard(user, orderId, theirs), 'not_found');
    await rejectsWith(typePreorderCard(stranger, { subject: { orderId } }), 'not_found');
    expect(await getOrder(orderId)).toMatchObject({ scheduledCardId: visa.id });
  });
});

describe('giving a pre-order up', () => {
  it('takes the agreement back and the copy with it', async () => {
    const left = await copiesLeft();
    const { orderId } = await preorder(user, visa);
    await cancelOrder(user, { orderId });
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'canceled', holdsStock: false });
    expect(await agreement(orderId)).toBeNull();
    expect(await copiesLeft()).toBe(left);
    // The card is free again.
    await removeCard(user, { cardId: visa.id });
  });

  it('cancels what was begun for its card', async () => {
    const careful = await addCard(shop.stripe, user, 'pm_card_authenticationRequired');
    const { orderId } = await preorder(user, careful);
    const setup = await setupOf(orderId);
    await cancelOrder(user, { orderId });
    expect(await shop.stripe.get(`setup_intents/${setup}`)).toMatchObject({ status: 'canceled' });
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'canceled' });
  });

  it('by time happens to one that got no card, and to none that did', async () => {
    const { orderId } = await typePreorderCard(user);
    const setup = await setupOf(orderId);
    const scheduled = await preorder(user, visa);
    await expireOrders(Date.now() + 48 * 60 * 60_000, 'timer');
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'canceled' });
    expect(await shop.stripe.get(`setup_intents/${setup}`)).toMatchObject({ status: 'canceled' });
    expect(await getOrder(scheduled.orderId)).toMatchObject({ paymentState: 'scheduled' });
  });

  it('by time asks Stripe first: a card that was set up unheard schedules the order', async () => {
    const { orderId, clientSecret } = await typePreorderCard(user);
    await shop.stripe.confirm('setup_intents', clientSecret, 'pm_card_mastercard');
    await expireOrders(Date.now() + 48 * 60 * 60_000, 'timer');
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'scheduled' });
  });
});

describe('an answer that was lost', () => {
  const SETUPS = 'POST /v1/setup_intents';
  const later = () => lookAtSetups(Date.now() + 2 * 60_000, 'command');

  it('is found by the reconciler: the order is scheduled', async () => {
    await control.arm({ route: SETUPS, kind: 'reset_after', times: 1 });
    await control.arm({ route: SETUPS, kind: '500', times: 5 });
    const { orderId, clientSecret } = await preorder(user, visa);
    await control.disarm();
    expect(clientSecret).toBeNull();
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'awaiting_payment' });
    await later();
    expect(await getOrder(orderId)).toMatchObject({
      paymentState: 'scheduled',
      scheduledCardId: visa.id,
    });
  });

  it('to a call that never arrived leaves the order waiting for a card, and confirms nothing', async () => {
    await control.arm({ route: SETUPS, kind: 'reset_before', times: 20 });
    const { orderId } = await preorder(user, visa);
    await control.disarm();
    await later();
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'awaiting_payment' });
    await changeCard(user, orderId, visa);
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'scheduled' });
  });

  // Stripe gives a key that met its 500 the same answer for a day.
  it('because Stripe broke down is asked for anew when the card is typed again', async () => {
    const purchaseId = randomUUID();
    const subject = { purchaseId, productSlug: SALT_LEDGER.productSlug };
    await control.arm({ route: SETUPS, kind: '500', times: 1 });
    await expect(typePreorderCard(user, { subject })).rejects.toMatchObject({ fault: 'unknown' });
    await control.disarm();
    const { orderId, clientSecret } = await typePreorderCard(user, { subject });
    await shop.stripe.confirm('setup_intents', clientSecret, 'pm_card_mastercard');
    expect(await checkOrder(user, { orderId })).toEqual({ paymentState: 'scheduled' });
  });
});
