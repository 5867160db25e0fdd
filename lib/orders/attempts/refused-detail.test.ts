import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Card } from '@/db/queries/cards';
import { listOrders } from '@/db/queries/orders';
import type { User } from '@/db/queries/users';
import { aProduct, aUser } from '@/db/testing/rows';
import { database } from '../../database';
import { aStaffMember } from '../../testing/paid-order';
import { openFileShop } from '../../testing/file-shop';
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
} from '../../testing/shopper';
import { findOrderView } from '../view/read-orders';
import { chargeOrder } from '../preorder/charge-order';
import { payOrder } from '../checkout/saved-card';

// What is sent again is held here, not how long it is waited before.
vi.mock('node:timers/promises', () => ({ setTimeout: () => Promise.resolve() }));

const { shop, control } = await openFileShop();
const CREATE = 'POST /v1/payment_intents';
const refuse = (param: string, route = CREATE, times = 1) =>
  control.arm({ route, kind: 'refuse', param, times });

let user: User;
let visa: Card;
beforeEach(async () => {
  user = await aShopper();
  visa = await addCard(shop.stripe, user, 'pm_card_visa');
  await control.forgetRequests();
});
afterEach(() => control.disarm());

/** What was sent to the route: keys and bodies. */
const sent = async (path = '/v1/payment_intents') =>
  (await control.requests()).filter((each) => each.method === 'POST' && each.path === path);
const chargesOf = async (who: User) => shop.stripe.chargesOf(await stripeCustomerOf(who));
const onlyOrder = async () => {
  const [order, ...more] = await listOrders(database().read, user.id, 10);
  if (!order || more.length > 0) throw new Error('expected one order');
  return order;
};

describe('a detail that Stripe refuses when a saved card pays', () => {
  it('is left out in the same click: one attempt not sent, one that pays, each with its key', async () => {
    await refuse('description');
    const { orderId } = await buy(user, visa);
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid' });
    const attempts = await attemptsOf(orderId);
    expect(attempts.map(({ outcome }) => outcome)).toEqual(['not_sent', 'succeeded']);
    const [refused, paid] = attempts.map(({ parameters }) => parameters as Record<string, unknown>);
    expect(refused).toHaveProperty('description');
    const { description: _, shipping: __, ...rest } = refused ?? {};
    expect(paid).toEqual(rest);
    expect(new Set(attempts.map(({ key }) => key)).size).toBe(2);
    expect(await chargesOf(user)).toHaveLength(1);
    const line = (await findOrderView(user.id, orderId))?.events.find(
      ({ type }) => type === 'payment_not_sent',
    );
    expect(line?.data).toMatchObject({ fault: 'refused', param: 'description' });
  });

  it('is left out once: refused again, the click ends, and nobody was charged', async () => {
    await refuse('description', CREATE, 5);
    await expect(buy(user, visa)).rejects.toMatchObject({ fault: 'refused' });
    const { id } = await onlyOrder();
    const outcomes = (await attemptsOf(id)).map(({ outcome }) => outcome);
    expect(outcomes).toEqual(['not_sent', 'not_sent']);
    expect(await getOrder(id)).toMatchObject({ paymentState: 'awaiting_payment' });
    expect(await chargesOf(user)).toHaveLength(0);
  });

  it.each(['amount', 'currency', 'customer', 'payment_method', 'metadata', 'metadata[order_id]'])(
    'is not %s, which is needed',
    async (param) => {
      await refuse(param);
      await expect(buy(user, visa)).rejects.toMatchObject({ fault: 'refused' });
      expect(await attemptsOf((await onlyOrder()).id)).toHaveLength(1);
      expect(await sent()).toHaveLength(1);
    },
  );

  it('is not one that was not sent', async () => {
    await refuse('email');
    await expect(buy(user, visa)).rejects.toMatchObject({ fault: 'refused' });
    expect(await sent()).toHaveLength(1);
  });

  it.each(['reset_after', 'reset_before', '500'] as const)(
    'is none of an outcome that is not known (%s)',
    async (kind) => {
      await control.arm({ route: CREATE, kind, times: 10 });
      const { orderId } = await buy(user, visa);
      const attempts = await attemptsOf(orderId);
      expect(attempts.map(({ outcome }) => outcome)).toEqual(['unknown']);
      // A request that was cut off on its way is on no list.
      for (const { idempotencyKey } of await sent()) expect(idempotencyKey).toBe(attempts[0]?.key);
    },
  );

  it('leaves an order that can be paid later where the second call is not answered', async () => {
    await refuse('description');
    await control.arm({ route: CREATE, kind: 'reset_after', times: 10 });
    const { orderId } = await buy(user, visa);
    expect((await attemptsOf(orderId)).map(({ outcome }) => outcome)).toEqual([
      'not_sent',
      'unknown',
    ]);
    expect(await chargesOf(user)).toHaveLength(1);
  });
});

describe('a detail that Stripe refuses when a card is typed', () => {
  it('is left out: the form opens, and its intent is the only one of the order', async () => {
    await refuse('description');
    const { orderId, clientSecret } = await typeCard(user);
    expect(clientSecret).toContain(await intentIdOf(orderId));
    const [first, second, ...more] = await sent();
    expect(more).toEqual([]);
    expect(first?.idempotencyKey).not.toBe(second?.idempotencyKey);
    await shop.stripe.confirm('payment_intents', clientSecret, 'pm_card_visa');
    expect(await chargesOf(user)).toHaveLength(1);
  });

  it('in two tabs at once leaves one intent', async () => {
    // Stripe's own refusal, of every call that has it: which of the tabs is refused is chance.
    const { slug } = await aProduct(database(), { title: 'Tideline '.repeat(120) });
    const print = { ...TIDELINE, productSlug: slug };
    const purchaseId = randomUUID();
    const [one, other] = await Promise.all([
      typeCard(user, { purchaseId, print }),
      typeCard(user, { purchaseId, print }),
    ]);
    expect(other.clientSecret).toBe(one.clientSecret);
    const { id } = await onlyOrder();
    const live = await shop.stripe.intentsOf(await stripeCustomerOf(user));
    expect(live.filter(({ metadata }) => metadata.order_id === id)).toHaveLength(1);
  });

  it('is not one that is needed', async () => {
    await refuse('amount');
    await expect(typeCard(user)).rejects.toMatchObject({ fault: 'refused' });
    expect(await sent()).toHaveLength(1);
  });
});

it('a pre-order is charged without the detail that Stripe refuses', async () => {
  const { orderId } = await preorder(user, visa);
  await refuse('description');
  await chargeOrder(await aStaffMember(), { orderId });
  expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid' });
  const attempts = await attemptsOf(orderId);
  expect(attempts.map(({ outcome, isOffSession }) => [outcome, isOffSession])).toEqual([
    ['not_sent', true],
    ['succeeded', true],
  ]);
});

describe('a Customer', () => {
  type AtStripe = { email: string | null; name: string | null; metadata: { user_id: string } };
  const customerOf = async (of: User) =>
    shop.stripe.get<AtStripe>(`customers/${await stripeCustomerOf(of)}`);

  it.each([
    ['an address that it finds invalid', { email: `${randomUUID()}@localhost` }],
    ['a name that it finds too long', { name: 'Ada '.repeat(100) }],
  ])('is made in spite of %s', async (_what, given) => {
    const person = await aUser(database(), given);
    const made = await customerOf(person);
    expect(made).toMatchObject({ email: null, name: null, metadata: { user_id: person.id } });
    const card = await addCard(shop.stripe, person, 'pm_card_visa');
    const { orderId } = await buy(person, card);
    expect(await getOrder(orderId)).toMatchObject({ paymentState: 'paid' });
  });

  it('is one, however many tabs are refused at once', async () => {
    const person = await aUser(database(), { email: `${randomUUID()}@localhost` });
    const ids = await Promise.all(Array.from({ length: 10 }, () => stripeCustomerOf(person)));
    expect(new Set(ids).size).toBe(1);
  });

  it('is not made anew where something else is refused', async () => {
    const person = await aUser(database());
    await refuse('metadata', 'POST /v1/customers');
    await expect(stripeCustomerOf(person)).rejects.toMatchObject({ fault: 'refused' });
    expect(await sent('/v1/customers')).toHaveLength(1);
    expect(await customerOf(person)).toMatchObject({ email: person.email });
  });
});

it('a payment that goes on with an intent sends no details', async () => {
  const bad = await addCard(shop.stripe, user, 'pm_card_chargeCustomerFail');
  const { orderId } = await buy(user, bad);
  await control.arm({ route: 'POST /v1/payment_intents/*', kind: 'refuse', param: 'description' });
  const paying = payOrder(user, { orderId, cardId: visa.id, shown: TIDELINE.shown });
  await expect(paying).rejects.toMatchObject({ fault: 'refused' });
  expect((await attemptsOf(orderId)).map(({ outcome }) => outcome)).toEqual([
    'declined',
    'not_sent',
  ]);
});
