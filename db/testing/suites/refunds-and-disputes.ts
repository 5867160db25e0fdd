import { describe, expect, it } from 'vitest';
import type { DisputeReport, RefundReport } from '../../../lib/domain/refunds-and-disputes';
import type { Database } from '../../database';
import { insertAttempt } from '../../queries/attempts';
import { listDisputes, putDispute } from '../../queries/disputes';
import { endIntent, findLiveIntent, findPaidIntent } from '../../queries/intents';
import { changeOrder, findOrderById, touchOrder } from '../../queries/orders';
import {
  findRefund,
  findRefundByRequest,
  insertRefund,
  insertToldRefund,
  listRefunds,
  listRefundsOf,
  listUnansweredRefunds,
  moveUnansweredRefund,
  putOffRefund,
  setStripeRefund,
  setToldRefund,
} from '../../queries/refunds';
import type { Order } from '../../queries/orders';
import { expectRefusal } from '../refusal';
import { aBuyer, anIntent, anOrder, aUser, NOON } from '../rows';

const told: RefundReport = {
  stripeRefundId: 're_1',
  refundId: null,
  amount: 500,
  currency: 'eur',
  reason: 'duplicate',
  status: 'pending',
  failureReason: null,
  createdAt: NOON - 1000,
};

const dispute: DisputeReport = {
  stripeDisputeId: 'du_1',
  amount: 4800,
  currency: 'eur',
  reason: 'fraudulent',
  status: 'needs_response',
  evidenceDueAt: NOON + 5000,
  openedAt: NOON,
};

export const refundQueries = (db: () => Database) =>
  describe('refunds', () => {
    const anOrderToRefund = async () => anOrder(db(), await aBuyer(db()));

    const anIntentOf = async (order: Order) =>
      (await findLiveIntent(db().read, order.id)) ?? (await anIntent(db(), order));
    const toldOf = async (order: Order, report = told, at = NOON) => {
      const of = { orderId: order.id, intentId: (await anIntentOf(order)).id };
      return db().transaction((tx) => insertToldRefund(tx, of, report, at));
    };

    const aRefund = async (
      order: Order,
      given: { requestId?: string; amount?: number; at?: number } = {},
    ) => {
      const { requestId = 'form', amount = 1000, at = NOON } = given;
      const staff = await aUser(db(), { role: 'staff' });
      const { id: intentId } = await anIntentOf(order);
      return db().transaction((tx) =>
        insertRefund(
          tx,
          {
            orderId: order.id,
            intentId,
            requestId,
            staffId: staff.id,
            amount,
            currency: 'eur',
            reason: 'unstated',
            parametersOf: (refundId) => ({ amount, metadata: { refund_id: refundId } }),
          },
          at,
        ),
      );
    };

    it('are written down with a key, and with parameters that name them', async () => {
      const order = await anOrderToRefund();
      const refund = await aRefund(order);
      expect(refund).toMatchObject({ status: 'sending', amount: 1000, stripeRefundId: null });
      expect(refund.key).toMatch(/^ck_/);
      expect(refund.parameters).toEqual({ amount: 1000, metadata: { refund_id: refund.id } });
      expect(await findRefund(db().read, refund.id)).toEqual(refund);
      expect(await findRefundByRequest(db().read, 'form')).toEqual(refund);
      expect(await findRefundByRequest(db().read, 'other')).toBeNull();
    });

    it('are one per request, and give something back', async () => {
      const order = await anOrderToRefund();
      await aRefund(order);
      await expectRefusal(aRefund(order), 'unique');
      await expectRefusal(aRefund(order, { requestId: 'free', amount: 0 }), 'check');
    });

    it('of the Dashboard have no key, and are listed beside ours, oldest first', async () => {
      const order = await anOrderToRefund();
      const ours = await aRefund(order);
      await toldOf(order, told, NOON + 1);
      const [theirs, ...rest] = await listRefunds(db().read, order.id);
      expect(rest).toEqual([ours]);
      expect(theirs).toMatchObject({
        stripeRefundId: 're_1',
        key: null,
        parameters: null,
        requestId: null,
        staffId: null,
        reason: 'duplicate',
        createdAt: NOON - 1000,
        updatedAt: NOON + 1,
      });
      await expectRefusal(toldOf(order), 'unique');
    });

    it('take over what Stripe tells, and keep what we know', async () => {
      const refund = await aRefund(await anOrderToRefund());
      const report: RefundReport = {
        ...told,
        amount: 1000,
        status: 'failed',
        failureReason: 'lost_or_stolen_card',
      };
      await db().transaction(async (tx) => {
        await setStripeRefund(tx, refund.id, 're_1');
        await setStripeRefund(tx, refund.id, 're_2');
        await putOffRefund(tx, refund.id, NOON + 9);
        await setToldRefund(tx, refund.id, report, NOON + 1);
      });
      expect(await findRefund(db().read, refund.id)).toEqual({
        ...refund,
        stripeRefundId: 're_1',
        status: 'failed',
        failureReason: 'lost_or_stolen_card',
        nextLookAt: null,
        updatedAt: NOON + 1,
      });
    });

    it('that Stripe has answered are moved by nobody else', async () => {
      const refund = await aRefund(await anOrderToRefund());
      const move = (status: 'unknown' | 'not_sent') =>
        db().transaction((tx) => moveUnansweredRefund(tx, refund.id, status, NOON + 1));
      expect(await move('unknown')).toBe(true);
      expect(await move('unknown')).toBe(false);
      expect(await move('not_sent')).toBe(true);
      expect(await move('not_sent')).toBe(false);
      await db().transaction((tx) => setToldRefund(tx, refund.id, told, NOON + 2));
      expect(await move('not_sent')).toBe(false);
      expect(await findRefund(db().read, refund.id)).toMatchObject({ status: 'pending' });
    });

    it('that were not answered are looked at when their time has come', async () => {
      const order = await anOrderToRefund();
      const late = await aRefund(order, { requestId: 'late', at: NOON + 5 });
      const early = await aRefund(order, { requestId: 'early' });
      const putOff = await aRefund(order, { requestId: 'put off', at: NOON + 1 });
      const answered = await aRefund(order, { requestId: 'answered' });
      await aRefund(order, { requestId: 'new', at: NOON + 100 });
      await db().transaction(async (tx) => {
        await moveUnansweredRefund(tx, late.id, 'unknown', NOON);
        await putOffRefund(tx, putOff.id, NOON + 1000);
        await setToldRefund(tx, answered.id, told, NOON);
      });
      await toldOf(order, { ...told, stripeRefundId: 're_2' });
      const due = async (now: number, limit = 10) =>
        (await listUnansweredRefunds(db().read, { createdBefore: NOON + 50, now }, limit)).map(
          ({ id }) => id,
        );
      expect(await due(NOON + 999)).toEqual([early.id, late.id]);
      expect(await due(NOON + 1000)).toEqual([early.id, putOff.id, late.id]);
      expect(await due(NOON + 1000, 2)).toEqual([early.id, putOff.id]);
    });

    it('of two payments of an order are told apart; older rows are of the one that paid', async () => {
      const order = await anOrderToRefund();
      const paying = await anIntentOf(order);
      const ours = await aRefund(order);
      await db().transaction((tx) => endIntent(tx, paying.id, NOON));
      const second = await anIntent(db(), order);
      await toldOf(order);
      const older = { ...told, id: 'older', orderId: order.id, stripeRefundId: 're_0' };
      const { refundId: _, ...row } = older;
      await db().transaction((tx) =>
        tx.insert(tx.tables.refunds).values({ ...row, createdAt: NOON - 2000, updatedAt: NOON }),
      );
      const idsOf = async (intent: { id: string }) =>
        (await listRefundsOf(db().read, order.id, intent)).map(({ id }) => id);
      expect(await idsOf(paying)).toEqual(['older', ours.id]);
      expect(await idsOf(second)).toHaveLength(2);
      expect(await idsOf(second)).not.toContain(ours.id);
    });

    it('raise the version of their order', async () => {
      const order = await anOrderToRefund();
      await db().transaction((tx) => touchOrder(tx, order.id, NOON + 1));
      expect(await findOrderById(db().read, order.id)).toMatchObject({
        version: 1,
        updatedAt: NOON + 1,
      });
      const stale = await db().transaction((tx) => changeOrder(tx, order, {}, NOON + 2));
      expect(stale).toBe(false);
    });

    it('come from the intent that was paid, whichever else there is', async () => {
      const order = await anOrderToRefund();
      const attempt = (intentId: string, outcome: 'declined' | 'succeeded') =>
        db().transaction((tx) =>
          insertAttempt(
            tx,
            {
              orderId: order.id,
              intentId,
              kind: 'browser',
              cardId: null,
              cardBrand: null,
              cardLast4: null,
              amount: 4800,
              currency: 'eur',
              parameters: null,
              requestId: null,
              outcome,
            },
            NOON,
          ),
        );
      const first = await anIntent(db(), order);
      await attempt(first.id, 'declined');
      expect(await findPaidIntent(db().read, order.id)).toBeNull();
      await db().transaction((tx) => endIntent(tx, first.id, NOON));
      const paid = await anIntent(db(), order, NOON + 1);
      await attempt(paid.id, 'succeeded');
      await db().transaction((tx) => endIntent(tx, paid.id, NOON + 2));
      await anIntent(db(), order, NOON + 3);
      expect(await findPaidIntent(db().read, order.id)).toMatchObject({ id: paid.id });
    });
  });

export const disputeQueries = (db: () => Database) =>
  describe('disputes', () => {
    it('are as Stripe last told, oldest first', async () => {
      const order = await anOrder(db(), await aBuyer(db()));
      const put = (report: DisputeReport, at: number) =>
        db().transaction((tx) => putDispute(tx, order.id, report, at));
      await put(dispute, NOON);
      await put({ ...dispute, stripeDisputeId: 'du_0', openedAt: NOON - 1 }, NOON);
      await put({ ...dispute, status: 'won', evidenceDueAt: null }, NOON + 1);
      const listed = await listDisputes(db().read, order.id);
      expect(listed).toEqual([
        {
          ...dispute,
          stripeDisputeId: 'du_0',
          openedAt: NOON - 1,
          orderId: order.id,
          updatedAt: NOON,
        },
        { ...dispute, orderId: order.id, status: 'won', evidenceDueAt: null, updatedAt: NOON + 1 },
      ]);
    });
  });
