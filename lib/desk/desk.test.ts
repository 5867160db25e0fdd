import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { findEvent, receiveEvent } from '@/db/queries/webhook-events';
import type { User } from '@/db/queries/users';
import { aUser } from '@/db/testing/rows';
import { database } from '../database';
import { chargeOrder, chargeOrders } from '../orders/preorder/charge-order';
import { refundOrder } from '../orders/refund/refund-order';
import { addCard, aShopper, buy, getOrder, intentIdOf } from '../testing/shopper';
import { openFileShop } from '../testing/file-shop';
import { deliverWebhook } from '../testing/deliver';
import { signatureOf } from '../testing/signed-event';
import { exportOrders } from './export-orders';
import { deskOrdersQuery, readDeskOrders } from './list-orders';
import { readActions } from './read-actions';
import { readHealth } from './read-health';
import { readHome } from './read-home';
import { findDeskEvent, inboxQuery, readInbox } from './read-inbox';
import { findDeskOrder } from './read-order';
import { retryEvent } from './retry-event';

const { shop, control } = await openFileShop();
let buyer: User;
let staff: User;
beforeEach(async () => {
  buyer = await aShopper();
  staff = await aUser(database(), { role: 'staff' });
});

const paid = async (paymentMethod = 'pm_card_visa') => {
  const card = await addCard(shop.stripe, buyer, paymentMethod);
  return (await buy(buyer, card)).orderId;
};
const view = async (orderId: string) => {
  const order = await findDeskOrder(orderId);
  if (!order) throw new Error('no such order');
  return order;
};
const refund = (orderId: string, amount: number | null, requestId = randomUUID(), by = staff) =>
  refundOrder(by, { orderId, requestId, amount, reason: 'duplicate' });
const search = async (q: string, show = 'all') => {
  const { rows } = await readDeskOrders(deskOrdersQuery.parse({ q, show }));
  return rows.map(({ id }) => id);
};

describe('a search', () => {
  it.each([
    ['the reference', async (id: string) => (await getOrder(id)).reference],
    [
      'the reference in small letters',
      async (id: string) => (await getOrder(id)).reference.toLowerCase(),
    ],
    ["the order's id", async (id: string) => ` ${id} `],
    ["Stripe's id of the payment", (id: string) => intentIdOf(id)],
    ['the address', async () => buyer.email],
    ['the beginning of the address', async () => buyer.email.slice(0, 6).toUpperCase()],
  ])('finds an order by %s', async (_what, of) => {
    const orderId = await paid();
    expect(await search(await of(orderId))).toEqual([orderId]);
    expect(await search(await of(orderId), 'paid')).toEqual([orderId]);
    expect(await search(await of(orderId), 'declined')).toEqual([]);
  });

  it.each(['pi_unknown', randomUUID(), 'ZZZZZZZZ', 'nobody@', "' or 1=1 --", '%', '_'])(
    'for %s finds nothing',
    async (text) => {
      await paid();
      expect(await search(text)).toEqual([]);
    },
  );

  it('takes what is no search and no filter for none', async () => {
    const orderId = await paid();
    const query = deskOrdersQuery.parse({ show: 'everything', q: ['a', 'b'], page: ['x'] });
    expect(query).toEqual({ show: 'all', q: '', from: '', to: '', page: undefined });
    const { rows } = await readDeskOrders({ ...query, page: 'not-a-page' });
    expect(rows[0]).toMatchObject({ id: orderId, email: buyer.email, label: 'paid' });
  });

  it('is narrowed to days, the first and the last one included, and counts to a hundred', async () => {
    const orderId = await paid();
    const today = new Date((await getOrder(orderId)).createdAt).toISOString().slice(0, 10);
    const find = async (given: Record<string, string>) => {
      const { rows, count } = await readDeskOrders(
        deskOrdersQuery.parse({ q: buyer.email, show: 'paid', ...given }),
      );
      expect(count).toEqual({ count: rows.length, more: false });
      return rows.map(({ id }) => id);
    };
    expect(await find({ from: today, to: today })).toEqual([orderId]);
    expect(await find({ from: today })).toEqual([orderId]);
    expect(await find({ to: today })).toEqual([orderId]);
    expect(await find({ from: '2999-01-01' })).toEqual([]);
    expect(await find({ to: '2001-01-01' })).toEqual([]);
    // What is no day is none.
    expect(await find({ from: '2027-02-30', to: 'tomorrow' })).toEqual([orderId]);
  });

  it('says when it has looked at a part of the people only, and makes no file of a part', async () => {
    await paid();
    const beginning = `many-${randomUUID().slice(0, 8)}`;
    for (let n = 0; n <= 200; n++)
      await aUser(database(), { email: `${beginning}-${n}@example.com` });
    const query = deskOrdersQuery.parse({ q: beginning });
    expect(await readDeskOrders(query)).toMatchObject({ rows: [], isCut: true });
    expect(await exportOrders(staff, query)).toBeNull();
    expect(await readDeskOrders({ ...query, q: `${beginning}-7@` })).toMatchObject({
      isCut: false,
    });
  });
});

describe('the home', () => {
  it('tells what today and the month brought, and who needs somebody', async () => {
    const eur = async () => (await readHome()).ofToday.find(({ currency }) => currency === 'eur');
    const before = await eur();
    const orderId = await paid();
    await refund(orderId, 1000);
    const declined = await addCard(shop.stripe, buyer, 'pm_card_chargeCustomerFail');
    await buy(buyer, declined);
    const home = await readHome();
    const of = (sums: typeof home.ofToday) => sums.find(({ currency }) => currency === 'eur');
    expect(of(home.ofToday)).toMatchObject({
      paidCount: (before?.paidCount ?? 0) + 1,
      paidAmount: (before?.paidAmount ?? 0) + 4800,
      refundedAmount: (before?.refundedAmount ?? 0) + 1000,
      failedCount: (before?.failedCount ?? 0) + 1,
    });
    expect(of(home.ofMonth)).toEqual(of(home.ofToday));
    expect(home.days).toMatchObject([{ day: home.today }]);
    expect(home.attention.count.count).toBe(home.attention.rows.length);
    // A month later all of it is another month's.
    expect(await readHome(Date.now() + 40 * 24 * 60 * 60_000)).toMatchObject({
      ...{ ofToday: [], ofMonth: [], days: [], areSumsWhole: false },
    });
  });
});

describe("an order's page", () => {
  it('shows the money, each attempt with its codes, and where Stripe shows the payment', async () => {
    const declined = await addCard(shop.stripe, buyer, 'pm_card_chargeCustomerFail');
    const { orderId } = await buy(buyer, declined);
    const payment = { href: `${shop.stripeUrl}/payments/${await intentIdOf(orderId)}` };
    const order = await view(orderId);
    expect(order).toMatchObject({
      ...{ label: 'declined', refundable: 0, buyer: { email: buyer.email }, payment },
      attempts: [
        {
          ...{ number: 1, kind: 'create', outcome: 'declined', failureCode: 'card_declined' },
          ...{ declineCode: 'generic_decline', card: { brand: 'visa', last4: '0341' } },
          intent: payment,
        },
      ],
    });
    expect(order.events.map(({ type }) => type)).toContain('payment_failed');
    // What the calls to Stripe were made with stays on the server.
    expect(JSON.stringify(order)).not.toMatch(/ck_|"parameters"|"key"/);
  });

  it('shows refunds with who asked, and what is left', async () => {
    const orderId = await paid();
    await refund(orderId, 1250);
    expect(await view(orderId)).toMatchObject({
      ...{ label: 'partially_refunded', refundedAmount: 1250, refundable: 3550 },
      refunds: [
        {
          ...{ total: { amount: 1250, currency: 'eur' }, reason: 'duplicate', status: 'succeeded' },
          staffEmail: staff.email,
        },
      ],
    });
  });

  it('shows a dispute with its deadline', async () => {
    const orderId = await paid();
    const intent = await shop.stripe.intent(await intentIdOf(orderId));
    const dispute = await control.openDispute(intent.latest_charge ?? '');
    const [event] = await shop.stripe.events('charge.dispute.created');
    const body = JSON.stringify(event);
    await deliverWebhook(body, signatureOf(body));
    const { disputes, label } = await view(orderId);
    expect(label).toBe('disputed');
    expect(disputes).toMatchObject([{ stripeDisputeId: dispute.id, status: 'needs_response' }]);
    expect(disputes[0]?.evidenceDueAt).toBeGreaterThan(Date.now());
    expect(await search('', 'needs_attention')).toContain(orderId);
  });

  it('is not there for an id that nobody has', async () =>
    expect(await findDeskOrder(randomUUID())).toBeNull());
});

describe('what staff do', () => {
  const deeds = async () => {
    const { rows } = await readActions(undefined);
    return rows.filter(({ staffEmail }) => staffEmail === staff.email);
  };

  it('is written down with a refund, once for one request', async () => {
    const orderId = await paid();
    const requestId = randomUUID();
    await refund(orderId, 1000, requestId);
    await refund(orderId, 1000, requestId);
    const { reference } = await getOrder(orderId);
    const done = [
      {
        ...{ action: 'refund_order', order: { id: orderId, reference } },
        data: { amount: 1000, currency: 'eur', reason: 'duplicate' },
      },
    ];
    expect(await deeds()).toMatchObject(done);
    expect((await view(orderId)).actions).toMatchObject(done);
  });

  it('is not written down where it was refused', async () => {
    const orderId = await paid();
    await expect(refund(orderId, 4801)).rejects.toMatchObject({ code: 'refund_too_large' });
    await expect(refund(randomUUID(), null)).rejects.toMatchObject({ code: 'not_found' });
    await expect(retryEvent(staff, { stripeEventId: 'evt_none' })).rejects.toMatchObject({
      code: 'not_found',
    });
    expect(await deeds()).toEqual([]);
  });
});

describe('what only staff may do', () => {
  // Called as by a way in that has forgotten its guard, about what is there.
  it.each([
    ['a refund', (orderId: string) => refund(orderId, null, randomUUID(), buyer)],
    ['charging', (orderId: string) => chargeOrder(buyer, { orderId })],
    ['charging many', (orderId: string) => chargeOrders(buyer, { orderIds: [orderId] })],
    ['an export', () => exportOrders(buyer, deskOrdersQuery.parse({}))],
  ])('is not there for a buyer: %s', async (_what, deed) => {
    const orderId = await paid();
    await expect(deed(orderId)).rejects.toMatchObject({ code: 'not_found' });
    expect((await view(orderId)).actions).toEqual([]);
  });

  it('is not there for a buyer: a retry', async () => {
    const { stripeEventId } = event;
    await database().transaction((tx) => receiveEvent(tx, event, Date.now()));
    await expect(retryEvent(buyer, { stripeEventId })).rejects.toMatchObject({ code: 'not_found' });
    expect(await findDeskEvent(stripeEventId)).toMatchObject({ state: 'waiting' });
    expect(await retryEvent(staff, { stripeEventId })).toMatchObject({ state: 'processed' });
  });
  const event = {
    ...{ stripeEventId: 'evt_guarded', type: 'balance.available', payload: {} },
    ...{ apiVersion: null, livemode: false, nextTryAt: Date.now() + 60_000 },
  };
});

describe('an event', () => {
  const receive = (
    stripeEventId: string,
    payload: { created?: number; data: { object: object } },
    type = 'payment_intent.succeeded',
  ) =>
    database().transaction((tx) =>
      receiveEvent(
        tx,
        {
          ...{ stripeEventId, payload: payload as never, type },
          ...{ apiVersion: null, livemode: false, nextTryAt: Date.now() + 60_000 },
        },
        Date.now(),
      ),
    );

  it('is processed at the word of staff, once, and that is written down', async () => {
    const orderId = await paid();
    const stripeEventId = `evt_${randomUUID().slice(0, 8)}`;
    const object = { id: await intentIdOf(orderId) };
    await receive(stripeEventId, { data: { object } });
    const before = await readInbox(inboxQuery.parse({ show: 'unprocessed' }));
    expect(before.rows).toMatchObject([{ stripeEventId, state: 'waiting', tries: 0 }]);

    const retried = await retryEvent(staff, { stripeEventId });
    expect(retried.state).toBe('processed');
    expect(await retryEvent(staff, { stripeEventId })).toEqual(retried);
    expect(await findDeskEvent(stripeEventId)).toMatchObject({
      ...{ state: 'processed', payload: { data: { object } } },
      stripe: { href: `${shop.stripeUrl}/events/${stripeEventId}` },
    });
    const { rows } = await readActions(undefined);
    expect(rows.filter((row) => row.stripeEventId === stripeEventId)).toMatchObject([
      {
        action: 'retry_event',
        staffEmail: staff.email,
        data: { type: 'payment_intent.succeeded' },
      },
    ]);
    expect((await readInbox(inboxQuery.parse({ show: 'unprocessed' }))).rows).toEqual([]);
  });

  it('that fails again says why, on its page and to whoever pressed the button', async () => {
    const stripeEventId = `evt_${randomUUID().slice(0, 8)}`;
    const object = { id: 'ch_1', payment_intent: await intentIdOf(await paid()) };
    await receive(stripeEventId, { data: { object } }, 'charge.refunded');
    await control.arm({ route: 'GET /v1/payment_intents/*', kind: '500', times: 100 });
    const { state, note } = await retryEvent(staff, { stripeEventId });
    await control.disarm();
    expect(state).not.toBe('processed');
    expect(note).toMatch(/^PaymentsError: unknown/);
    expect(await findEvent(database().read, stripeEventId)).toMatchObject({
      processedAt: null,
      note,
    });
    expect((await readHealth()).unprocessed).toMatchObject({ count: 1, more: false });
  });

  it('that is the last tells how late Stripe is', async () => {
    const now = Date.now();
    const created = Math.floor(now / 1000) - 90;
    await receive(`evt_${randomUUID()}`, { created, data: { object: {} } });
    const { lastEvent } = await readHealth();
    expect(lastEvent?.lagMs).toBeGreaterThanOrEqual(now - created * 1000);
    expect(lastEvent?.lagMs).toBeLessThan(120_000);
  });
});

describe('a file of the orders', () => {
  it('holds what the list shows, and who took it is written down before it is read', async () => {
    const orderId = await paid();
    await refund(orderId, 1250);
    const { reference, createdAt } = await getOrder(orderId);
    const query = deskOrdersQuery.parse({ q: buyer.email, show: 'partially_refunded' });
    const file = await exportOrders(staff, query);
    const { rows } = await readActions(undefined);
    expect(rows[0]).toMatchObject({
      ...{ action: 'export_orders', staffEmail: staff.email },
      data: { show: 'partially_refunded', q: buyer.email },
    });
    const [head, line, end, ...more] = (await new Response(file).text()).split('\r\n');
    expect(head).toMatch(/^reference,order_id,placed_at,/);
    expect(line?.split(',').slice(0, 3)).toEqual([
      ...[reference, orderId, new Date(createdAt).toISOString()],
    ]);
    expect(line).toContain(`,paid,partially_refunded,${buyer.email},Tideline,EUR,48.00,12.50,`);
    expect([end, ...more]).toEqual(['']);
  });
});
