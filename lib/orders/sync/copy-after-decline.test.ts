import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { listAttention } from '@/db/queries/attention';
import type { Card } from '@/db/queries/cards';
import { findLiveIntent } from '@/db/queries/intents';
import { listOrderEvents } from '@/db/queries/order-events';
import { listOrders } from '@/db/queries/orders';
import type { User } from '@/db/queries/users';
import { database } from '../../database';
import { COPY_IS_HELD_MS } from '../../domain/expiry';
import { MOST_CHARGES } from '../../domain/retry-after-decline';
import { expireOrders } from '../../reconcile/steps/expire-orders';
import { sendDueCalls } from '../../send-due-calls';
import { aStaffMember } from '../../testing/paid-order';
import { openFileShop } from '../../testing/file-shop';
import {
  addCard,
  aShopper,
  buy,
  copiesLeft,
  getOrder,
  intentIdOf,
  leaveCopies,
  LAST_SHEETS,
  preorder,
  SALT_LEDGER,
  stripeCustomerOf,
  typeCard,
} from '../../testing/shopper';
import { cancelIfFailedTooOften } from '../attempts/cancel-intent';
import { checkOrder } from '../checkout/check-order';
import { payOrder } from '../checkout/saved-card';
import { startPayment } from '../checkout/typed-card';
import { syncCard } from '../../wallet/sync-card';
import { cancelOrder } from '../give-up-order';
import { chargeDueOrders } from '../preorder/charge-due';
import { chargeOrder } from '../preorder/charge-order';
import { syncOrder } from './sync-order';

const { shop, control } = await openFileShop();
let user: User;
let visa: Card;
beforeEach(async () => {
  user = await aShopper();
  visa = await addCard(shop.stripe, user, 'pm_card_visa');
  await leaveCopies(2);
});
afterEach(() => vi.useRealTimers());

const badCard = (of = user) => addCard(shop.stripe, of, 'pm_card_chargeCustomerFail');
const buyEdition = (card: Card, of = user) => buy(of, card, randomUUID(), LAST_SHEETS);
const pay = (orderId: string, card: Card, shown = LAST_SHEETS.shown) =>
  payOrder(user, { orderId, cardId: card.id, shown });
const typeFor = (orderId: string, shown = LAST_SHEETS.shown) =>
  startPayment(user, {
    subject: { orderId },
    shown,
    receiptEmail: user.email,
    saveCardConsent: null,
  });
const refused = (clientSecret: string) =>
  expect(
    shop.stripe.confirm('payment_intents', clientSecret, 'pm_card_chargeDeclined'),
  ).rejects.toThrow(/402/);
const statusOf = async (intentId: string) => (await shop.stripe.intent(intentId)).status;
const eventsOf = async (orderId: string) =>
  (await listOrderEvents(database().read, orderId)).map(({ type }) => type);
const without = { paymentState: 'declined', holdsStock: false };
const withOne = { paymentState: 'declined', holdsStock: true };
async function sendAllDue(): Promise<void> {
  while ((await sendDueCalls()) > 0);
}

describe('one click that is declined', () => {
  it('gives the copy back at once, and the next try takes one again', async () => {
    const { orderId } = await buyEdition(await badCard());
    expect(await getOrder(orderId)).toMatchObject(without);
    expect(await copiesLeft()).toBe(2);
    expect(await eventsOf(orderId)).toContain('copy_returned');
    await pay(orderId, visa);
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid', holdsStock: true });
    expect(await copiesLeft()).toBe(1);
  });

  it('is sold out at the next try where the copy has gone, before anything is sent', async () => {
    const { orderId } = await buyEdition(await badCard());
    await leaveCopies(0);
    const intentId = await intentIdOf(orderId);
    await expect(pay(orderId, visa)).rejects.toMatchObject({ code: 'sold_out' });
    await expect(typeFor(orderId)).rejects.toMatchObject({ code: 'sold_out' });
    expect(await statusOf(intentId)).toBe('requires_payment_method');
    expect(await shop.stripe.intentsOf(await stripeCustomerOf(user))).toHaveLength(1);
    expect(await getOrder(orderId)).toMatchObject(without);
  });

  it('is told twice, late and again, and gives back one copy', async () => {
    const { orderId } = await buyEdition(await badCard());
    for (let n = 0; n < 3; n++) await syncOrder(orderId);
    await cancelOrder(user, { orderId });
    expect(await copiesLeft()).toBe(2);
  });

  it('gets a whole hour with the copy that it takes anew', async () => {
    const { orderId } = await buyEdition(await badCard());
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 5 * COPY_IS_HELD_MS });
    await typeFor(orderId);
    const half = Date.now() + COPY_IS_HELD_MS / 2;
    await expireOrders(half, 'timer');
    expect(await getOrder(orderId)).toMatchObject({ holdsStock: true });
    await expireOrders(half + COPY_IS_HELD_MS, 'timer');
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'canceled', holdsStock: false });
    expect(await copiesLeft()).toBe(2);
  });
});

describe('a browser that can confirm without asking us', () => {
  it('loses its intent first after a decline, and then the copy goes back', async () => {
    const { orderId, clientSecret } = await typeCard(user, { print: LAST_SHEETS });
    const intentId = await intentIdOf(orderId);
    await refused(clientSecret);
    await checkOrder(user, { orderId });
    expect(await getOrder(orderId)).toMatchObject(withOne);
    expect(await copiesLeft()).toBe(1);
    await sendAllDue();
    expect(await statusOf(intentId)).toBe('canceled');
    expect(await getOrder(orderId)).toMatchObject(without);
    expect(await copiesLeft()).toBe(2);
    const late = shop.stripe.confirm('payment_intents', clientSecret, 'pm_card_visa');
    await expect(late).rejects.toThrow(/canceled/);
  });

  it('loses it to whoever cancels it sooner than the worker, too', async () => {
    const { orderId, clientSecret } = await typeCard(user, { print: LAST_SHEETS });
    await refused(clientSecret);
    await checkOrder(user, { orderId });
    await cancelIfFailedTooOften(orderId);
    expect(await getOrder(orderId)).toMatchObject(without);
    await sendAllDue();
    expect(await copiesLeft()).toBe(2);
  });

  it('that mistyped goes on with another intent and a copy of its own', async () => {
    const first = await typeCard(user, { print: LAST_SHEETS });
    const { orderId } = first;
    await refused(first.clientSecret);
    await checkOrder(user, { orderId });
    const second = await typeFor(orderId);
    expect(second.clientSecret).not.toBe(first.clientSecret);
    expect(await copiesLeft()).toBe(1);
    await shop.stripe.confirm('payment_intents', second.clientSecret, 'pm_card_visa');
    await checkOrder(user, { orderId });
    await sendAllDue();
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid', holdsStock: true });
    expect(await copiesLeft()).toBe(1);
  });

  it('is one that failed its bank’s question, too', async () => {
    const careful = await addCard(shop.stripe, user, 'pm_card_authenticationRequired');
    const { orderId } = await buyEdition(careful);
    const intentId = await intentIdOf(orderId);
    expect(await getOrder(orderId)).toMatchObject({
      paymentState: 'authenticating',
      holdsStock: true,
    });
    await shop.stripe.answerChallenge(intentId, false);
    await checkOrder(user, { orderId });
    expect(await getOrder(orderId)).toMatchObject(withOne);
    await sendAllDue();
    expect(await statusOf(intentId)).toBe('canceled');
    expect(await getOrder(orderId)).toMatchObject(without);
    expect(await copiesLeft()).toBe(2);
  });

  it('is one that was given the form of a declined order', async () => {
    const { orderId } = await buyEdition(await badCard());
    const { clientSecret } = await typeFor(orderId);
    expect(await findLiveIntent(database().read, orderId)).toMatchObject({ secretIsOut: true });
    expect(await copiesLeft()).toBe(1);
    // A look while the form is filled in takes nothing from it.
    await syncOrder(orderId);
    await sendAllDue();
    expect(await getOrder(orderId)).toMatchObject(withOne);
    await shop.stripe.confirm('payment_intents', clientSecret, 'pm_card_visa');
    await checkOrder(user, { orderId });
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid' });
    expect(await listAttention(database().read, orderId)).toEqual([]);
  });
});

describe('a pre-order', () => {
  const shown = SALT_LEDGER.price;
  const left = () => copiesLeft(SALT_LEDGER.productSlug);
  const declinedWhenCharged = async (decline: string) => {
    const { orderId } = await preorder(user, visa);
    await control.declineNext(visa.stripePaymentMethodId, decline);
    await chargeOrder(await aStaffMember(), { orderId });
    return orderId;
  };

  it.each([
    ['expired_card', false],
    ['stolen_card', false],
    // Tried again by itself, or waits for the bank's customer.
    ['insufficient_funds', true],
    ['authentication_required', true],
  ])('that is declined with %s keeps its copy: %s', async (decline, keeps) => {
    const before = await left();
    const orderId = await declinedWhenCharged(decline);
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'declined', holdsStock: keeps });
    expect(await left()).toBe(before - (keeps ? 1 : 0));
  });

  it('that is tried again by itself keeps it until its last try', async () => {
    const before = await left();
    const { orderId } = await preorder(user, visa);
    await control.declineNext(visa.stripePaymentMethodId, 'insufficient_funds', MOST_CHARGES);
    await chargeOrder(await aStaffMember(), { orderId });
    for (let tries = 1; tries < MOST_CHARGES; tries++) {
      const { holdsStock, nextChargeAt } = await getOrder(orderId);
      expect([holdsStock, nextChargeAt === null]).toEqual([true, false]);
      vi.useFakeTimers({ toFake: ['Date'], now: nextChargeAt ?? 0 });
      await chargeDueOrders(Date.now());
    }
    expect(await getOrder(orderId)).toMatchObject({ ...without, nextChargeAt: null });
    expect(await left()).toBe(before);
  });

  it.each<[string, (orderId: string) => Promise<unknown>]>([
    [
      'whose card is gone',
      () =>
        shop.stripe
          .post(`payment_methods/${visa.stripePaymentMethodId}/detach`)
          .then(() => syncCard(visa.stripePaymentMethodId)),
    ],
    ['whose buyer opens the form and leaves', (orderId) => typeFor(orderId, shown)],
  ])('that was put off, and %s, keeps it for an hour more', async (_what, end) => {
    const before = await left();
    const orderId = await declinedWhenCharged('insufficient_funds');
    await end(orderId);
    expect(await getOrder(orderId)).toMatchObject({ ...withOne, nextChargeAt: null });
    await expireOrders(Date.now() + COPY_IS_HELD_MS + 60_000, 'timer');
    expect(await getOrder(orderId)).toMatchObject(without);
    expect(await left()).toBe(before);
  });

  it('is paid by its buyer with a copy that it takes again', async () => {
    const before = await left();
    const orderId = await declinedWhenCharged('stolen_card');
    await pay(orderId, visa, shown);
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid', holdsStock: true });
    expect(await left()).toBe(before - 1);
  });

  it('whose buyer comes back, takes a copy and leaves has lost it after an hour, and lives on', async () => {
    const before = await left();
    const orderId = await declinedWhenCharged('stolen_card');
    const { clientSecret } = await typeFor(orderId, shown);
    expect(await left()).toBe(before - 1);
    await expireOrders(Date.now() + COPY_IS_HELD_MS - 60_000, 'timer');
    expect(await left()).toBe(before - 1);
    const counts = await expireOrders(Date.now() + COPY_IS_HELD_MS + 60_000, 'timer');
    expect(counts).toMatchObject({ withoutCopy: 1, failed: 0 });
    expect(await left()).toBe(before);
    expect(await getOrder(orderId)).toMatchObject(without);
    const late = shop.stripe.confirm('payment_intents', clientSecret, 'pm_card_visa');
    await expect(late).rejects.toThrow(/canceled/);
  });
});

describe('whatever people do', () => {
  type Deed = 'buy' | 'buy badly' | 'type' | 'type badly' | 'pay' | 'mistype' | 'cancel' | 'wait';
  const deeds: Deed[] = [
    'buy',
    'buy badly',
    'type',
    'type badly',
    'pay',
    'mistype',
    'cancel',
    'wait',
  ];
  const TOTAL = 3;

  it('no copy is sold twice, or lost, and nobody has more than two', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ who: fc.nat(1), deed: fc.constantFrom(...deeds) }), {
          minLength: 4,
          maxLength: 9,
        }),
        async (steps) => {
          await database().transaction(async (tx) => {
            await tx
              .update(tx.tables.orders)
              .set({ paymentState: 'canceled', holdsStock: false, nextChargeAt: null });
          });
          await leaveCopies(TOTAL);
          const people = await Promise.all(
            [0, 1].map(async () => {
              const one = await aShopper();
              const [good, bad] = [
                await addCard(shop.stripe, one, 'pm_card_visa'),
                await badCard(one),
              ];
              return { one, good, bad, secrets: [] as string[] };
            }),
          );
          for (const { who, deed } of steps) {
            const person = people[who];
            if (person) await act(person, deed).catch(isTold);
            await holds(people.map(({ one }) => one));
          }
          await sendAllDue();
          await holds(people.map(({ one }) => one));
        },
      ),
      { numRuns: 12 },
    ));

  type Person = { one: User; good: Card; bad: Card; secrets: string[] };

  async function act({ one, good, bad, secrets }: Person, deed: Deed): Promise<void> {
    const orders = await listOrders(database().read, one.id, 20);
    const unpaid = orders.find(({ paymentState }) => paymentState !== 'paid');
    const shown = LAST_SHEETS.shown;
    if (deed === 'buy') await buyEdition(good, one);
    else if (deed === 'buy badly') await buyEdition(bad, one);
    else if (deed === 'wait') await sendAllDue();
    else if (deed === 'type' || deed === 'type badly') {
      const { orderId, clientSecret } = await typeCard(one, { print: LAST_SHEETS });
      secrets.push(clientSecret);
      const card = deed === 'type' ? 'pm_card_visa' : 'pm_card_chargeDeclined';
      await shop.stripe.confirm('payment_intents', clientSecret, card).catch(() => null);
      await checkOrder(one, { orderId });
    } else if (deed === 'mistype') {
      // Behind our back, with every secret that the browser ever had.
      for (const secret of secrets) {
        await shop.stripe.confirm('payment_intents', secret, 'pm_card_visa').catch(() => null);
      }
      for (const { id: orderId } of orders) await checkOrder(one, { orderId });
    } else if (unpaid && deed === 'pay') {
      await payOrder(one, { orderId: unpaid.id, cardId: good.id, shown });
    } else if (unpaid) {
      await cancelOrder(one, { orderId: unpaid.id });
    }
  }

  const told = ['sold_out', 'edition_limit', 'order_closed', 'payment_in_progress', 'too_late'];
  const isTold = (error: unknown) => expect(told).toContain((error as { code?: string }).code);

  async function holds(people: readonly User[]): Promise<void> {
    let held = 0;
    for (const { id } of people) {
      const orders = await listOrders(database().read, id, 20);
      const mine = orders.filter(({ holdsStock }) => holdsStock).length;
      expect(mine).toBeLessThanOrEqual(2);
      held += mine;
      for (const { id: orderId, paymentState, holdsStock } of orders) {
        if (paymentState === 'paid') expect(holdsStock).toBe(true);
        expect(await eventsOf(orderId)).not.toContain('oversold');
      }
    }
    expect((await copiesLeft()) + held).toBe(TOTAL);
  }
});
