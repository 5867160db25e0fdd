import { describe, expect, it } from 'vitest';
import { REFUND_IS_STUCK_AFTER_MS } from '../../../lib/domain/attention';
import type { DisputeStatus, PaymentState } from '../../../lib/domain/order';
import type { OrderFilter } from '../../../lib/domain/order-filter';
import { newestPage, type Page, type PageRequest } from '../../../lib/domain/page';
import type { Database } from '../../database';
import { insertAttempt } from '../../queries/attempts';
import {
  countDueCalls,
  countStuckRefunds,
  countUnheardRefunds,
  countUnknownAttempts,
  countUnprocessed,
  countWaitingMails,
  findLastEvent,
  findOldestUnprocessed,
} from '../../queries/desk-health';
import { listInbox } from '../../queries/desk-inbox';
import { countDeskOrders, listDeskOrders, type Among } from '../../queries/desk-orders';
import { listRuns } from '../../queries/desk-runs';
import { findOrderIdByReference, listUserIdsByEmail } from '../../queries/desk-search';
import { changeOrder, type Order } from '../../queries/orders';
import {
  addStaffAction,
  listStaffActions,
  listStaffActionsOfOrder,
} from '../../queries/staff-actions';
import { writeCall } from '../../queries/stripe-calls';
import { markProcessed, receiveEvent } from '../../queries/webhook-events';
import { aBuyer, anIntent, anOrder, aUser, NOON, type Buyer } from '../rows';

type Turn = (request: PageRequest) => Promise<Page<unknown>>;

/** Every page from the newest on, and back again from the last one. */
async function turnThrough(
  turn: Turn,
  limit: number,
): Promise<{ there: unknown[][]; back: unknown[][] }> {
  const there: unknown[][] = [];
  const back: unknown[][] = [];
  let page = await turn(newestPage(limit));
  there.push(page.rows);
  while (page.older) {
    page = await turn({ from: page.older, direction: 'older', limit });
    there.push(page.rows);
  }
  back.unshift(page.rows);
  while (page.newer) {
    page = await turn({ from: page.newer, direction: 'newer', limit });
    back.unshift(page.rows);
  }
  return { there, back };
}

export const deskOrderQueries = (db: () => Database) =>
  describe("the desk's orders", () => {
    type State = {
      paymentState?: PaymentState;
      refundedAmount?: number;
      dispute?: DisputeStatus;
      at?: number;
    };
    const place = async (buyer: Buyer, { at = NOON, ...change }: State = {}): Promise<Order> => {
      const order = await anOrder(db(), buyer, { at });
      await db().transaction((tx) => changeOrder(tx, order, change, at));
      return order;
    };
    const list = async (filter: OrderFilter, among: Among = 'all') => {
      const page = await listDeskOrders(db().read, { filter, among }, newestPage(10));
      return page.rows.map(({ id }) => id);
    };
    const attempt = async (order: Order, outcome: 'unknown' | 'declined') => {
      const intent = await anIntent(db(), order);
      const { id: orderId, amount, currency } = order;
      const card = { cardId: null, cardBrand: null, cardLast4: null };
      await db().transaction((tx) =>
        insertAttempt(
          tx,
          {
            ...{ orderId, amount, currency, ...card, intentId: intent.id, outcome },
            ...{ parameters: {}, requestId: null, kind: 'confirm' },
          },
          NOON,
        ),
      );
    };
    const refund = (order: Order, status: 'unknown' | 'succeeded' | 'pending') =>
      db().transaction((tx) =>
        tx.insert(tx.tables.refunds).values({
          id: `refund of ${order.id}`,
          orderId: order.id,
          amount: 100,
          currency: order.currency,
          reason: 'duplicate',
          status,
          createdAt: NOON,
          updatedAt: NOON,
        }),
      );

    it('are paged there and back without a gap or a double, equal times included', async () => {
      const buyer = await aBuyer(db());
      for (const at of [1, 2, 2, 2, 3, 4, 4]) await place(buyer, { at: NOON + at });
      const turn: Turn = async (request) => {
        const page = await listDeskOrders(db().read, { filter: 'all', among: 'all' }, request);
        return { ...page, rows: page.rows.map(({ id }) => id) };
      };
      const whole = await list('all');
      expect(whole).toHaveLength(7);
      for (const limit of [1, 2, 3, 6, 7, 8]) {
        const { there, back } = await turnThrough(turn, limit);
        expect(there.flat()).toEqual(whole);
        expect(there.slice(0, -1).every(({ length }) => length === limit)).toBe(true);
        // The first page is whole again, so it may repeat what stands on the second.
        expect(back[0]).toEqual(there[0]);
        expect([...new Set(back.flat())].sort()).toEqual([...whole].sort());
      }
    });

    it('are paged and counted within days, from wherever an address says', async () => {
      const buyer = await aBuyer(db());
      const placed: Order[] = [];
      for (const at of [1, 2, 2, 3, 4, 4, 5]) {
        placed.push(await place(buyer, { at: NOON + at, paymentState: 'paid' }));
      }
      const within = { from: NOON + 2, before: NOON + 5 };
      for (const filter of ['all', 'paid'] as const) {
        const wanted = { filter, among: 'all', placed: within } as const;
        const turn: Turn = async (request) => {
          const page = await listDeskOrders(db().read, wanted, request);
          return { ...page, rows: page.rows.map(({ id }) => id) };
        };
        const expected = (await list(filter)).slice(1, -1);
        for (const limit of [1, 2, 5, 6]) {
          const { there, back } = await turnThrough(turn, limit);
          expect(there.flat()).toEqual(expected);
          expect([...new Set(back.flat())].sort()).toEqual([...expected].sort());
        }
        expect(await countDeskOrders(db().read, wanted)).toBe(5);
        // A place outside of the days is no way out of them.
        for (const [at, direction] of [
          [NOON + 9, 'older'],
          [NOON, 'newer'],
        ] as const) {
          const { rows } = await turn({ from: { at, id: 'x' }, direction, limit: 10 });
          expect(rows).toEqual(expected);
        }
      }
      const none = { filter: 'all', among: 'all', placed: { from: NOON + 9, before: 1 } } as const;
      expect(await countDeskOrders(db().read, none)).toBe(0);
    });

    it('are counted as far as anybody reads', async () => {
      const buyer = await aBuyer(db());
      for (let n = 0; n < 103; n++) await place(buyer, { dispute: 'needs_response' });
      for (const filter of ['all', 'disputed', 'needs_attention'] as const) {
        expect(await countDeskOrders(db().read, { filter, among: 'all' })).toBe(101);
      }
      expect(await countDeskOrders(db().read, { filter: 'paid', among: 'all' })).toBe(0);
    });

    it('have no way on where there is nothing more', async () => {
      const page = () => listDeskOrders(db().read, { filter: 'all', among: 'all' }, newestPage(1));
      expect(await page()).toEqual({ rows: [], older: null, newer: null });
      await place(await aBuyer(db()));
      expect(await page()).toMatchObject({ older: null, newer: null });
    });

    it('show who bought what', async () => {
      const buyer = await aBuyer(db());
      const { id, reference, title } = await place(buyer, { refundedAmount: 100 });
      const filter = 'all' as const;
      const { rows } = await listDeskOrders(db().read, { filter, among: 'all' }, newestPage(1));
      expect(rows).toEqual([
        {
          ...{ id, reference, title, email: buyer.user.email, amount: 4800, currency: 'eur' },
          ...{ refundedAmount: 100, paymentState: 'awaiting_payment', dispute: null },
          ...{ createdAt: NOON, paidAt: null },
          ...{ sentAt: null, trackingUrl: null, sentUnrecorded: false },
        },
      ]);
    });

    it('are narrowed by where their money is', async () => {
      const buyer = await aBuyer(db());
      const declined = await place(buyer, { paymentState: 'declined' });
      const paid = await place(buyer, { paymentState: 'paid', at: NOON + 1 });
      const part = await place(buyer, { paymentState: 'paid', refundedAmount: 1, at: NOON + 2 });
      const all = await place(buyer, { paymentState: 'paid', refundedAmount: 4800, at: NOON + 3 });
      const won = await place(buyer, { paymentState: 'paid', dispute: 'won', at: NOON + 4 });
      expect(await list('declined')).toEqual([declined.id]);
      expect(await list('paid')).toEqual([won.id, all.id, part.id, paid.id]);
      expect(await list('partially_refunded')).toEqual([part.id]);
      expect(await list('refunded')).toEqual([all.id]);
      expect(await list('disputed')).toEqual([won.id]);
      expect(await list('processing')).toEqual([]);
    });

    it('need attention where an answer is wanted or was never heard', async () => {
      const buyer = await aBuyer(db());
      await place(buyer, { dispute: 'won' });
      const disputed = await place(buyer, { dispute: 'needs_response', at: NOON + 1 });
      const unknown = await place(buyer, { at: NOON + 2 });
      await attempt(unknown, 'unknown');
      await attempt(await place(buyer), 'declined');
      // For two reasons, and listed once.
      const both = await place(buyer, { dispute: 'warning_needs_response', at: NOON + 3 });
      await refund(both, 'unknown');
      await refund(await place(buyer), 'succeeded');
      expect(await list('needs_attention')).toEqual([both.id, unknown.id, disputed.id]);
      expect(await list('needs_attention', { orderId: unknown.id })).toEqual([unknown.id]);
      const turn: Turn = async (request) => {
        const search = { filter: 'needs_attention', among: 'all' } as const;
        const page = await listDeskOrders(db().read, search, request);
        return { ...page, rows: page.rows.map(({ id }) => id) };
      };
      const { there, back } = await turnThrough(turn, 1);
      expect(there).toEqual([[both.id], [unknown.id], [disputed.id]]);
      expect(back).toEqual(there);
      expect(await countUnknownAttempts(db().read)).toBe(1);
      expect(await countUnheardRefunds(db().read)).toBe(1);
    });

    it('need attention while a refund is on its way for too long', async () => {
      const buyer = await aBuyer(db());
      const order = await place(buyer);
      await refund(order, 'pending');
      await refund(await place(buyer), 'succeeded');
      const at = async (now: number) => {
        const search = { filter: 'needs_attention', among: 'all', now } as const;
        const { rows } = await listDeskOrders(db().read, search, newestPage(10));
        const stuck = await countStuckRefunds(db().read, now - REFUND_IS_STUCK_AFTER_MS);
        expect(stuck).toBe(rows.length);
        return rows.map(({ id }) => id);
      };
      expect(await at(NOON + REFUND_IS_STUCK_AFTER_MS)).toEqual([]);
      expect(await at(NOON + REFUND_IS_STUCK_AFTER_MS + 1)).toEqual([order.id]);
    });

    it('are found by what people quote, and among some people', async () => {
      const [ada, bob] = [await aBuyer(db()), await aBuyer(db())];
      const [hers, his] = [await place(ada, { paymentState: 'paid' }), await place(bob)];
      expect(await findOrderIdByReference(db().read, hers.reference)).toBe(hers.id);
      expect(await findOrderIdByReference(db().read, hers.reference.slice(1))).toBeNull();
      expect(await list('all', { orderId: his.id })).toEqual([his.id]);
      expect(await list('paid', { orderId: his.id })).toEqual([]);
      expect(await list('all', { userIds: [ada.user.id] })).toEqual([hers.id]);
      expect(await list('all', { userIds: [] })).toEqual([]);
    });

    it('are found by the beginning of an address, taken to the letter', async () => {
      const ids: Record<string, string> = {};
      for (const name of ['ada', 'ada.l', 'adz', 'ad', 'a_a', 'a%a', 'ada-b']) {
        const user = await aUser(db(), { email: `${name}@example.com` });
        ids[name] = user.id;
      }
      const find = async (beginning: string) =>
        (await listUserIdsByEmail(db().read, beginning, 10)).sort();
      const of = (...names: string[]) => names.map((name) => ids[name]).sort();
      expect(await find('ada')).toEqual(of('ada', 'ada.l', 'ada-b'));
      expect(await find('ada@')).toEqual(of('ada'));
      expect(await find('ada@example.com')).toEqual(of('ada'));
      expect(await find('a_')).toEqual(of('a_a'));
      expect(await find('a%')).toEqual(of('a%a'));
      expect(await find('b')).toEqual([]);
      expect(await listUserIdsByEmail(db().read, 'a', 2)).toHaveLength(2);
    });
  });

export const deskQueries = (db: () => Database) =>
  describe('the desk', () => {
    const receive = (stripeEventId: string, at: number) =>
      db().transaction((tx) =>
        receiveEvent(
          tx,
          {
            stripeEventId,
            ...{ type: 'refund.created', apiVersion: null, livemode: false },
            ...{ payload: { created: 7 }, nextTryAt: at + 60 },
          },
          at,
        ),
      );

    it('lists events, the newest first, and those that are not processed', async () => {
      await receive('evt_1', NOON);
      await receive('evt_2', NOON + 1);
      await receive('evt_3', NOON + 1);
      await db().transaction((tx) => markProcessed(tx, 'evt_2', 'done', NOON + 2));
      const list = async (onlyUnprocessed: boolean, limit = 10) => {
        const page = await listInbox(db().read, { onlyUnprocessed }, newestPage(limit));
        return page.rows.map(({ stripeEventId }) => stripeEventId);
      };
      expect(await list(false)).toEqual(['evt_3', 'evt_2', 'evt_1']);
      expect(await list(true)).toEqual(['evt_3', 'evt_1']);
      const turn: Turn = (request) => listInbox(db().read, { onlyUnprocessed: false }, request);
      const { there, back } = await turnThrough(turn, 1);
      expect(there).toHaveLength(3);
      expect(back).toEqual(there);
      // What an event carries may be long, and is on its own page.
      expect(there.flat()[0]).not.toHaveProperty('payload');
      expect(await countUnprocessed(db().read)).toBe(2);
      expect(await findOldestUnprocessed(db().read)).toBe(NOON);
      expect(await findLastEvent(db().read)).toMatchObject({
        receivedAt: NOON + 1,
        payload: { created: 7 },
      });
    });

    it('knows when all is well', async () => {
      const { read } = db();
      expect(await findLastEvent(read)).toBeNull();
      expect(await findOldestUnprocessed(read)).toBeNull();
      for (const count of [countUnprocessed, countUnknownAttempts, countUnheardRefunds]) {
        expect(await count(read)).toBe(0);
      }
      expect(await countWaitingMails(read)).toBe(0);
    });

    it('counts calls whose time has come, and mails that wait', async () => {
      const call = { operation: 'detach_card', target: 'pm_1', parameters: {} } as const;
      await db().transaction(async (tx) => {
        await writeCall(tx, { ...call, dueAt: NOON }, NOON);
        await writeCall(tx, { ...call, dueAt: NOON + 1 }, NOON);
        await writeCall(tx, { ...call, dueAt: null }, NOON);
      });
      expect(await countDueCalls(db().read, NOON)).toBe(1);
      expect(await countDueCalls(db().read, NOON + 1)).toBe(2);
      const { id: userId, email } = await aUser(db());
      const mail = {
        userId,
        kind: 'receipt',
        recipient: email,
        data: {},
        createdAt: NOON,
      } as const;
      await db().transaction((tx) =>
        tx.insert(tx.tables.mails).values([
          { ...mail, id: 'waits', newsKey: 'waits', dueAt: NOON + 9 },
          { ...mail, id: 'sent', newsKey: 'sent', sentAt: NOON },
        ]),
      );
      expect(await countWaitingMails(db().read)).toBe(1);
    });

    it('lists runs of the reconciler, the newest first', async () => {
      await db().transaction((tx) =>
        tx.insert(tx.tables.reconciliations).values([
          { id: 'first', startedBy: 'timer', startedAt: NOON, finishedAt: NOON + 1, report: [] },
          { id: 'second', startedBy: 'command', startedAt: NOON + 5 },
        ]),
      );
      const { rows } = await listRuns(db().read, newestPage(10));
      expect(rows.map(({ id, report }) => [id, report])).toEqual([
        ['second', null],
        ['first', []],
      ]);
    });

    it('keeps what staff did, with who and which order', async () => {
      const staff = await aUser(db(), { role: 'staff' });
      const order = await anOrder(db(), await aBuyer(db()));
      await receive('evt_1', NOON);
      await db().transaction(async (tx) => {
        const by = { staffId: staff.id, requestId: 'req_1' };
        await addStaffAction(
          tx,
          { ...by, action: 'refund_order', orderId: order.id, data: { amount: 100 } },
          NOON,
        );
        await addStaffAction(
          tx,
          { ...by, action: 'retry_event', stripeEventId: 'evt_1', data: {} },
          NOON + 1,
        );
        await addStaffAction(tx, { ...by, action: 'export_orders', data: {} }, NOON + 2);
      });
      const refunded = {
        ...{ action: 'refund_order', orderId: order.id, orderReference: order.reference },
        ...{ staffEmail: staff.email, data: { amount: 100 }, requestId: 'req_1', at: NOON },
      };
      const { rows, older } = await listStaffActions(db().read, newestPage(2));
      expect(rows).toMatchObject([
        { action: 'export_orders', orderId: null },
        { action: 'retry_event', stripeEventId: 'evt_1', orderReference: null },
      ]);
      const rest = await listStaffActions(db().read, { from: older, direction: 'older', limit: 2 });
      expect(rest.rows).toMatchObject([refunded]);
      expect(await listStaffActionsOfOrder(db().read, order.id)).toMatchObject([refunded]);
    });
  });
