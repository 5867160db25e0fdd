import { describe, expect, it } from 'vitest';
import type { Place } from '../../../lib/domain/page';
import { firstPage } from '../../../lib/domain/page';
import { disputeStatuses, type DisputeStatus, type PaymentState } from '../../../lib/domain/order';
import { isToBeSent, sendingOf } from '../../../lib/domain/sending';
import type { Database } from '../../database';
import {
  claimMail,
  finishMail,
  insertMail,
  listDueMails,
  listMailsOfOrder,
  takeBackMail,
} from '../../queries/mails';
import { changeOrder, findOrderById, type Order } from '../../queries/orders';
import { listOrdersToSend, listSentSince, TO_SEND_TOP } from '../../queries/sending';
import { aBuyer, anOrder, NOON, type Buyer } from '../rows';

export const sendingQueries = (db: () => Database) =>
  describe('what is sent', () => {
    type Given = {
      paymentState?: PaymentState;
      refundedAmount?: number;
      dispute?: DisputeStatus;
      sentAt?: number;
      paidAt?: number;
    };
    const paid = async (buyer: Buyer, given: Given = {}): Promise<Order> => {
      const order = await anOrder(db(), buyer);
      const { paymentState = 'paid', ...change } = given;
      const isPaid = paymentState === 'paid' && { paidAt: NOON };
      await db().transaction((tx) =>
        changeOrder(tx, order, { paymentState, ...isPaid, ...change }, NOON),
      );
      const changed = await findOrderById(db().read, order.id);
      if (!changed) throw new Error('the order is gone');
      return changed;
    };
    const pageFrom = (from: Place | null, limit: number, direction: 'older' | 'newer' = 'newer') =>
      listOrdersToSend(db().read, { from, direction, limit });
    const listed = async () =>
      (await listOrdersToSend(db().read, firstPage(100, TO_SEND_TOP))).rows.map(({ id }) => id);

    it('is listed until then, by the same rule as its own page goes by', async () => {
      const buyer = await aBuyer(db());
      const states: Given[] = [
        {},
        { refundedAmount: 4799 },
        { refundedAmount: 4800 },
        { sentAt: NOON },
        { paymentState: 'canceled' },
        { paymentState: 'processing' },
        ...disputeStatuses.map((dispute) => ({ dispute })),
      ];
      const orders: Order[] = [];
      for (const given of states) orders.push(await paid(buyer, given));
      const unrecorded = await paid(buyer);
      await db().transaction((tx) => tx.update(tx.tables.orders).set({ sentUnrecorded: true }));
      expect(await listed()).toEqual([]);
      await db().transaction((tx) => tx.update(tx.tables.orders).set({ sentUnrecorded: false }));
      const meant = [...orders, unrecorded].filter((order) => {
        const isMeant = isToBeSent(order) && order.sentAt === null;
        expect(sendingOf(order)?.state === 'to_send').toBe(isMeant);
        return isMeant;
      });
      expect((await listed()).sort()).toEqual(meant.map(({ id }) => id).sort());
      expect(meant).toHaveLength(2 + disputeStatuses.length);
    });

    it('is paged from what was paid first, there and back, equal times included', async () => {
      const buyer = await aBuyer(db());
      for (const at of [5, 3, 3, 3, 1, 4, 4]) await paid(buyer, { paidAt: NOON + at });
      const whole = await listed();
      const times = (await listOrdersToSend(db().read, firstPage(100, TO_SEND_TOP))).rows.map(
        ({ paidAt, email }) => [paidAt - NOON, email === buyer.user.email],
      );
      expect(times.map(([at]) => at)).toEqual([1, 3, 3, 3, 4, 4, 5]);
      expect(times.every(([, isHers]) => isHers)).toBe(true);
      for (const limit of [1, 2, 3, 6, 7, 8]) {
        const there: string[][] = [];
        let page = await pageFrom(null, limit);
        there.push(page.rows.map(({ id }) => id));
        expect(page.older).toBeNull();
        while (page.newer) {
          page = await pageFrom(page.newer, limit);
          there.push(page.rows.map(({ id }) => id));
        }
        expect(there.flat()).toEqual(whole);
        let first = page.rows.map(({ id }) => id);
        while (page.older) {
          page = await pageFrom(page.older, limit, 'older');
          first = page.rows.map(({ id }) => id);
        }
        expect(first).toEqual(there[0]);
      }
    });

    it('is found for as long as it can be undone, the last first', async () => {
      const buyer = await aBuyer(db());
      const [a, b] = [
        await paid(buyer, { sentAt: NOON + 1 }),
        await paid(buyer, { sentAt: NOON + 2 }),
      ];
      await paid(buyer, { sentAt: NOON });
      await paid(buyer);
      const ids = async (limit: number) =>
        (await listSentSince(db().read, NOON, limit)).map(({ id }) => id);
      expect(await ids(10)).toEqual([b.id, a.id]);
      expect(await ids(1)).toEqual([b.id]);
    });

    describe('a mail that tells of it', () => {
      const later = NOON + 1000;
      const mailOf = async () => {
        const buyer = await aBuyer(db());
        const { id: orderId, reference, title } = await paid(buyer);
        const mail = await db().transaction((tx) =>
          insertMail(
            tx,
            {
              kind: 'order_sent',
              data: { reference, title, sentAt: NOON, trackingUrl: null },
              ...{ userId: buyer.user.id, orderId, newsKey: orderId },
              ...{ recipient: buyer.user.email, dueAt: later },
            },
            NOON,
          ),
        );
        if (!mail) throw new Error('no mail was written');
        return { mail, orderId };
      };
      const takeBack = (id: string) => db().transaction((tx) => takeBackMail(tx, id));

      it('is due later, and not once it was taken back', async () => {
        const { mail, orderId } = await mailOf();
        expect(await listDueMails(db().read, later - 1, 10)).toEqual([]);
        expect(await listDueMails(db().read, later, 10)).toMatchObject([{ id: mail.id }]);
        expect(await takeBack(mail.id)).toBe(true);
        expect(await listDueMails(db().read, later, 10)).toEqual([]);
        expect(await db().transaction((tx) => claimMail(tx, mail, later, later + 1000))).toBe(
          false,
        );
        expect(await listMailsOfOrder(db().read, orderId)).toMatchObject([
          { heldBack: 'taken_back', sentAt: null },
        ]);
      });

      it('stays where somebody has taken it up', async () => {
        const { mail } = await mailOf();
        await db().transaction((tx) => claimMail(tx, mail, later, later + 1000));
        expect(await takeBack(mail.id)).toBe(false);
        await db().transaction((tx) => finishMail(tx, mail.id, later));
        expect(await takeBack(mail.id)).toBe(false);
      });
    });
  });
