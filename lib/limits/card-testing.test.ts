import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { listActiveCards, type Card } from '@/db/queries/cards';
import { findLiveIntent } from '@/db/queries/intents';
import type { User } from '@/db/queries/users';
import { database } from '../database';
import { savingWording } from '../domain/consent';
import { payOrder } from '../orders/checkout/saved-card';
import { startPayment } from '../orders/checkout/typed-card';
import { syncOrder } from '../orders/sync/sync-order';
import { withRequest } from '../request-scope';
import { sendDueCalls } from '../send-due-calls';
import { openFileShop } from '../testing/file-shop';
import {
  addCard,
  aShopper,
  attemptsOf,
  buy,
  getOrder,
  intentIdOf,
  preorder,
  stripeCustomerOf,
  TIDELINE,
  typeCard,
  typePreorderCard,
} from '../testing/shopper';
import { signatureOf } from '../testing/signed-event';
import { startAddingCard } from '../setups/add-card';
import { addFailures } from './card-testing';
import { deliverWebhook } from '../testing/deliver';

const FAILURES = 8;
const SETUPS = 10;
const PER_ADDRESS = 40;
const PER_INTENT = 5;
const HOUR_MS = 60 * 60_000;

const { shop, control } = await openFileShop();
let user: User;
beforeEach(async () => {
  user = await aShopper();
});
afterEach(() => vi.useRealTimers());

const atLimit = { code: 'payment_limit', detail: { retryAfter: expect.any(Number) as number } };
const badCard = (of = user) => addCard(shop.stripe, of, 'pm_card_chargeCustomerFail');
const confirm = (clientSecret: string, paymentMethod: string) =>
  shop.stripe.confirm('payment_intents', clientSecret, paymentMethod);
/** The browser is told by an error what the intent tells us, too. */
const refused = (clientSecret: string) =>
  expect(confirm(clientSecret, 'pm_card_chargeDeclined')).rejects.toThrow(/402/);
const pay = (orderId: string, card: Card) =>
  payOrder(user, { orderId, cardId: card.id, shown: TIDELINE.shown });
const setUp = (of = user) =>
  startAddingCard(of, {
    consentVersion: savingWording('save_card_in_wallet', 'off_session').version,
  });
const from = <T>(address: string, work: () => Promise<T>) =>
  withRequest({ id: randomUUID(), address }, work);
/** A go of the worker's takes a few; other tests have left some, too. */
async function sendAllDue(): Promise<void> {
  while ((await sendDueCalls()) > 0);
}
const cancels = async (stripeIntentId: string) => {
  const { stripeCalls } = database().read.tables;
  const calls = await database().read.select().from(stripeCalls);
  return calls.filter(
    ({ target, operation }) => target === stripeIntentId && /^cancel_/.test(operation),
  );
};
/** Delivers every event of a kind about an intent, as often as Stripe likes. */
async function deliver(type: string, about: string, times = 1): Promise<void> {
  const events = (await shop.stripe.events(type)).filter(({ data }) => data.object.id === about);
  for (const event of [...events].reverse()) {
    const body = JSON.stringify(event);
    for (let n = 0; n < times; n++) await deliverWebhook(body, signatureOf(body));
  }
}

describe('somebody whose payments fail', () => {
  it('may fail eight times in an hour, and is told how long to wait', async () => {
    const card = await badCard();
    for (let n = 0; n < FAILURES; n++) await buy(user, card);
    const intents = await shop.stripe.intentsOf(await stripeCustomerOf(user));
    await expect(buy(user, card)).rejects.toMatchObject(atLimit);
    await expect(typeCard(user)).rejects.toMatchObject(atLimit);
    await expect(setUp()).rejects.toMatchObject(atLimit);
    expect(await shop.stripe.intentsOf(await stripeCustomerOf(user))).toHaveLength(intents.length);

    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + HOUR_MS });
    const { orderId } = await buy(user, card);
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'declined' });
  });

  it('does not get past it by trying all at once', async () => {
    const card = await badCard();
    const tries = await Promise.allSettled(Array.from({ length: 30 }, () => buy(user, card)));
    const begun = tries.filter(({ status }) => status === 'fulfilled');
    expect(begun.length).toBeLessThanOrEqual(FAILURES);
    const events = await shop.stripe.events('payment_intent.payment_failed');
    const customer = await stripeCustomerOf(user);
    const failed = events.filter(
      ({ data }) => (data.object as { customer?: string }).customer === customer,
    );
    expect(failed.length).toBe(begun.length);
  });

  it('is not held up by what went well', async () => {
    const visa = await addCard(shop.stripe, user, 'pm_card_visa');
    for (let n = 0; n < FAILURES + 2; n++) await buy(user, visa);
    const card = await badCard();
    const { orderId } = await buy(user, card);
    await pay(orderId, visa);
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid' });
  });

  it('does not hold up others', async () => {
    const card = await badCard();
    for (let n = 0; n < FAILURES; n++) await buy(user, card);
    const other = await aShopper();
    const visa = await addCard(shop.stripe, other, 'pm_card_visa');
    const { orderId } = await buy(other, visa);
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid' });
  });

  it('is counted with what is still under way, which may fail yet', async () => {
    const asking = await addCard(shop.stripe, user, 'pm_card_authenticationRequired');
    const card = await badCard();
    const { orderId } = await buy(user, asking);
    for (let n = 0; n < FAILURES - 1; n++) await buy(user, card);
    await expect(buy(user, card)).rejects.toMatchObject(atLimit);
    // Its own open attempt gives way to the next one of the same order.
    await pay(orderId, card);
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'declined' });
  });

  it('keeps a challenge that another card would have ended in vain', async () => {
    const typed = await typeCard(user);
    const asking = await addCard(shop.stripe, user, 'pm_card_authenticationRequired');
    const card = await badCard();
    const { orderId } = await buy(user, asking);
    for (let n = 0; n < FAILURES - 1; n++) await buy(user, card);
    await refused(typed.clientSecret);
    await syncOrder(typed.orderId);
    await expect(pay(orderId, card)).rejects.toMatchObject(atLimit);
    const form = { subject: { orderId }, shown: TIDELINE.shown, receiptEmail: user.email };
    const typing = startPayment(user, { ...form, saveCardConsent: null });
    await expect(typing).rejects.toMatchObject(atLimit);
    const intent = await shop.stripe.intent(await intentIdOf(orderId));
    expect(intent).toMatchObject({ status: 'requires_action' });
  });
});

describe('somebody who is over the limit', () => {
  const asks = 'pm_card_authenticationRequired';
  /** Has failed once too often, as a card tester would: with cards that were never saved. */
  async function fail(times = FAILURES): Promise<void> {
    const card = await badCard();
    for (let n = 0; n < times; n++) await buy(user, card);
  }
  const typeAgain = (orderId: string) =>
    startPayment(user, {
      subject: { orderId },
      shown: TIDELINE.shown,
      receiptEmail: user.email,
      saveCardConsent: null,
    });

  it('gets no secret, in whichever way one is asked for', async () => {
    const declined = await buy(user, await badCard());
    const begun = await typePreorderCard(user);
    const [other, asking] = [
      await addCard(shop.stripe, user, 'pm_card_mastercard'),
      await addCard(shop.stripe, user, asks),
    ];
    await fail(FAILURES - 1);
    const ways = [
      () => typeCard(user),
      () => typeAgain(declined.orderId),
      () => setUp(),
      () => typePreorderCard(user),
      () => typePreorderCard(user, { subject: { orderId: begun.orderId } }),
      () => preorder(user, other),
      () => preorder(user, asking),
      () => buy(user, asking),
      () => pay(declined.orderId, asking),
    ];
    for (const way of ways) await expect(way()).rejects.toMatchObject(atLimit);
  });

  it('holds none any more, besides what a bank is asked about', async () => {
    const asking = await addCard(shop.stripe, user, asks);
    const { orderId: challenged } = await buy(user, asking);
    const [typed, failing] = [await typeCard(user), await typeCard(user)];
    const adding = await setUp();
    await fail(FAILURES - 2);
    await refused(failing.clientSecret);
    await refused(failing.clientSecret);
    await syncOrder(failing.orderId);
    await sendAllDue();
    await expect(confirm(typed.clientSecret, 'pm_card_visa')).rejects.toThrow(/canceled/);
    const late = shop.stripe.confirm('setup_intents', adding.clientSecret, 'pm_card_visa');
    await expect(late).rejects.toThrow(/unexpected_state/);
    await shop.stripe.answerChallenge(await intentIdOf(challenged));
    await syncOrder(challenged);
    expect(await getOrder(challenged)).toMatchObject({ paymentState: 'paid' });
  });

  it('loses what a bank was asked about with its first failure', async () => {
    const asking = await addCard(shop.stripe, user, asks);
    const { orderId } = await buy(user, asking);
    const { orderId: other, clientSecret } = await typeCard(user);
    await fail(FAILURES - 2);
    await refused(clientSecret);
    await refused(clientSecret);
    await syncOrder(other);
    const intentId = await intentIdOf(orderId);
    await shop.stripe.answerChallenge(intentId, false);
    await syncOrder(orderId);
    expect(await cancels(intentId)).toHaveLength(1);
  });

  it('goes on paying with a saved card that has paid before', async () => {
    const [good, unused] = [
      await addCard(shop.stripe, user, 'pm_card_visa'),
      await addCard(shop.stripe, user, 'pm_card_mastercard'),
    ];
    await buy(user, good);
    await fail();
    const { orderId } = await buy(user, good);
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid' });
    await expect(buy(user, unused)).rejects.toMatchObject(atLimit);
    const later = await preorder(user, good);
    expect(await getOrder(later.orderId)).toMatchObject({ paymentState: 'scheduled' });
  });

  it('goes on paying with a card that paid when it was typed and saved', async () => {
    const { orderId, clientSecret } = await typeCard(user, { saves: true });
    await confirm(clientSecret, 'pm_card_visa');
    await syncOrder(orderId);
    const [kept] = await listActiveCards(database().read, user.id);
    await fail();
    const again = await buy(user, { id: kept?.id ?? '' });
    expect(await getOrder(again.orderId)).toMatchObject({ paymentState: 'paid' });
  });

  it('does not turn such a card into a way to get secrets', async () => {
    const asking = await addCard(shop.stripe, user, asks);
    const paid = await buy(user, asking);
    await shop.stripe.answerChallenge(await intentIdOf(paid.orderId));
    await syncOrder(paid.orderId);
    await fail();
    // Its owner may answer the bank. Who fails to is a stranger to the card, for as long as it lasts.
    const { orderId } = await buy(user, asking);
    await shop.stripe.answerChallenge(await intentIdOf(orderId), false);
    await syncOrder(orderId);
    await expect(buy(user, asking)).rejects.toMatchObject(atLimit);
    expect(await cancels(await intentIdOf(orderId))).toHaveLength(1);
  });

  it('is held up for an hour from the last failure, though counting began long before', async () => {
    await fail(FAILURES - 1);
    const start = Date.now();
    const at = (minutes: number) =>
      vi.useFakeTimers({ toFake: ['Date'], now: start + minutes * 60_000 });
    at(59);
    await fail(1);
    at(61);
    await expect(typeCard(user)).rejects.toMatchObject(atLimit);
    at(118);
    await expect(setUp()).rejects.toMatchObject(atLimit);
    at(120);
    await typeCard(user);
  });

  it('who was being told a secret meanwhile is not told it', async () => {
    await fail(FAILURES - 1);
    await control.arm({ route: 'POST /v1/payment_intents', kind: 'hold', times: 1 });
    const typing = typeCard(user);
    const refusal = expect(typing).rejects.toMatchObject(atLimit);
    await vi.waitFor(async () => expect(await control.holds()).toHaveLength(1));
    const elsewhere = { userId: user.id, stripeIntentId: `pi_${randomUUID()}` };
    await database().transaction((tx) =>
      addFailures(tx, { ...elsewhere, cancel: 'cancel_intent' }, 1, Date.now()),
    );
    await control.endHolds('arrive');
    await refusal;
    await sendAllDue();
    const [newest] = await shop.stripe.intentsOf(await stripeCustomerOf(user));
    expect(newest).toMatchObject({ status: 'canceled' });
  });
});

describe('an address', () => {
  it('is held up by what only webhooks tell, too', async () => {
    const address = '2001:db8::7';
    for (let n = 0; n < PER_ADDRESS / PER_INTENT; n++) {
      const each = await aShopper();
      const { clientSecret } = await from(address, () => typeCard(each));
      for (let turn = 0; turn < PER_INTENT; turn++) await refused(clientSecret);
      await deliver('payment_intent.payment_failed', clientSecret.split('_secret_')[0] ?? '');
    }
    const visa = await addCard(shop.stripe, user, 'pm_card_visa');
    await buy(user, visa);
    await expect(from(address, () => typeCard(user))).rejects.toMatchObject(atLimit);
    await expect(from(address, () => setUp())).rejects.toMatchObject(atLimit);
    // A card that has paid before is nobody's find.
    await from(address, () => buy(user, visa));
    await from('2001:db8::8', () => typeCard(user));
  });

  it('may fail forty times in an hour, whoever tries', async () => {
    const address = '2001:db8::1';
    for (let person = 0; person < PER_ADDRESS / FAILURES; person++) {
      const each = await aShopper();
      const card = await badCard(each);
      for (let n = 0; n < FAILURES; n++) await from(address, () => buy(each, card));
    }
    const visa = await addCard(shop.stripe, user, 'pm_card_visa');
    await expect(from(address, () => buy(user, visa))).rejects.toMatchObject(atLimit);
    await expect(from(address, () => setUp())).rejects.toMatchObject(atLimit);
    const { orderId } = await from('2001:db8::2', () => buy(user, visa));
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid' });
    // Where addresses are not told apart nobody is held up for what others did.
    await buy(user, visa);
  });

  it('may begin to add forty cards in an hour', async () => {
    const address = '2001:db8::3';
    for (let person = 0; person < PER_ADDRESS / SETUPS; person++) {
      const each = await aShopper();
      for (let n = 0; n < SETUPS; n++) await from(address, () => setUp(each));
    }
    await expect(from(address, () => setUp())).rejects.toMatchObject({ code: 'card_limit' });
    await from('2001:db8::4', () => setUp());
  });
});

describe('adding cards', () => {
  it('may begin ten times in an hour, however many at once', async () => {
    const begun = await Promise.allSettled(Array.from({ length: SETUPS + 5 }, () => setUp()));
    const refusals = begun.filter(({ status }) => status === 'rejected');
    expect(refusals).toHaveLength(5);
    for (const refusal of refusals) {
      expect(refusal).toMatchObject({ reason: { ...atLimit, code: 'card_limit' } });
    }
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + HOUR_MS });
    await setUp();
  });

  it('that fails counts like a payment that fails, once however often it is told', async () => {
    const { clientSecret } = await setUp();
    const setupId = clientSecret.split('_secret_')[0] ?? '';
    for (let n = 0; n < PER_INTENT - 1; n++) {
      const failing = shop.stripe.confirm('setup_intents', clientSecret, 'pm_card_chargeDeclined');
      await expect(failing).rejects.toThrow(/402/);
    }
    await deliver('setup_intent.setup_failed', setupId, 3);
    expect(await cancels(setupId)).toEqual([]);
    const last = shop.stripe.confirm('setup_intents', clientSecret, 'pm_card_chargeDeclined');
    await expect(last).rejects.toThrow(/402/);
    await deliver('setup_intent.setup_failed', setupId, 3);
    expect(await cancels(setupId)).toHaveLength(1);
    await sendAllDue();
    const late = shop.stripe.confirm('setup_intents', clientSecret, 'pm_card_visa');
    await expect(late).rejects.toThrow(/unexpected_state/);

    const card = await badCard();
    for (let n = 0; n < FAILURES - PER_INTENT; n++) await buy(user, card);
    await expect(buy(user, card)).rejects.toMatchObject(atLimit);
  });
});

describe('an intent that has failed five times', () => {
  it('is canceled once, where saved cards failed; the order can have another', async () => {
    const card = await badCard();
    const { orderId } = await buy(user, card);
    const first = await intentIdOf(orderId);
    for (let n = 1; n < PER_INTENT; n++) await pay(orderId, card);
    await deliver('payment_intent.payment_failed', first, 2);
    expect(await cancels(first)).toHaveLength(1);
    await sendAllDue();
    expect(await shop.stripe.intent(first)).toMatchObject({ status: 'canceled' });
    // Heard without a webhook: another attempt needs another intent.
    expect(await findLiveIntent(database().read, orderId)).toBeNull();
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'declined' });

    const visa = await addCard(shop.stripe, user, 'pm_card_visa');
    await pay(orderId, visa);
    expect(await intentIdOf(orderId)).not.toBe(first);
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid' });
  });

  it('does not keep its buyer waiting for the cancel', async () => {
    const card = await badCard();
    const { orderId } = await buy(user, card);
    for (let n = 1; n < PER_INTENT; n++) await pay(orderId, card);
    const visa = await addCard(shop.stripe, user, 'pm_card_visa');
    await pay(orderId, visa);
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid' });
    await sendAllDue();
    expect(await shop.stripe.chargesOf(await stripeCustomerOf(user))).toHaveLength(1);
    expect((await attemptsOf(orderId)).at(-1)).toMatchObject({ outcome: 'succeeded' });
  });

  it('is canceled where cards were typed, though we heard of all failures at once', async () => {
    const { orderId, clientSecret } = await typeCard(user);
    for (let n = 0; n < PER_INTENT; n++) await refused(clientSecret);
    const intentId = await intentIdOf(orderId);
    await Promise.all([syncOrder(orderId), deliver('payment_intent.payment_failed', intentId)]);
    await syncOrder(orderId);
    expect(await cancels(intentId)).toHaveLength(1);
    await sendAllDue();
    await expect(confirm(clientSecret, 'pm_card_visa')).rejects.toThrow(/canceled/);

    // Five of the eight are used up.
    const card = await badCard();
    for (let n = 0; n < FAILURES - PER_INTENT; n++) await buy(user, card);
    await expect(buy(user, card)).rejects.toMatchObject(atLimit);
  });

  it('is not one that failed four times', async () => {
    const { orderId, clientSecret } = await typeCard(user);
    for (let n = 0; n < PER_INTENT - 1; n++) await refused(clientSecret);
    await syncOrder(orderId);
    expect(await cancels(await intentIdOf(orderId))).toEqual([]);
    await confirm(clientSecret, 'pm_card_visa');
    await syncOrder(orderId);
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid' });
  });

  it('goes earlier where its buyer has failed too often elsewhere', async () => {
    const { orderId, clientSecret } = await typeCard(user);
    const card = await badCard();
    for (let n = 0; n < FAILURES - 1; n++) await buy(user, card);
    await refused(clientSecret);
    await syncOrder(orderId);
    const intentId = await intentIdOf(orderId);
    expect(await cancels(intentId)).toHaveLength(1);
    await sendAllDue();
    expect(await shop.stripe.intent(intentId)).toMatchObject({ status: 'canceled' });
  });
});
