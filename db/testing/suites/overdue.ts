import { describe, expect, it } from 'vitest';
import type { AttemptOutcome } from '../../../lib/domain/attempt';
import type { PaymentState } from '../../../lib/domain/order';
import type { Database } from '../../database';
import { countOpenAttempts, insertAttempt } from '../../queries/attempts';
import { changeOrder, insertOrder } from '../../queries/orders';
import { listOverdueOrders } from '../../queries/unpaid-orders';
import { aBuyer, aCard, anIntent, anOrder, NOON, type Buyer } from '../rows';

const HOUR = 3_600_000;

type Given = {
  holdsStock?: boolean;
  state?: PaymentState;
  createdAt?: number;
  changedAt?: number;
  attempt?: AttemptOutcome;
  copyHeldSince?: number;
  isPreordered?: boolean;
};

export const overdueQueries = (db: () => Database) =>
  describe('orders that nobody paid', () => {
    async function anUnpaid(buyer: Buyer, given: Given = {}) {
      const { holdsStock = false, state = 'awaiting_payment', attempt } = given;
      const { createdAt = NOON, changedAt = createdAt } = given;
      const like = await anOrder(db(), buyer, { at: NOON + 100 * HOUR });
      const order = await db().transaction((tx) =>
        insertOrder(tx, { ...like, purchaseId: `${like.purchaseId}+`, holdsStock }, createdAt),
      );
      if (!order) throw new Error('the order was there already');
      const { copyHeldSince, isPreordered = false } = given;
      const scheduledCardId = isPreordered ? (await aCard(db(), buyer)).id : undefined;
      const change = {
        paymentState: state,
        ...(copyHeldSince !== undefined && { copyHeldSince }),
        ...(scheduledCardId !== undefined && { scheduledCardId }),
      };
      await db().transaction((tx) => changeOrder(tx, order, change, changedAt));
      if (attempt) await anAttempt(order, attempt);
      return order.id;
    }

    async function anAttempt(order: Parameters<typeof anIntent>[1], outcome: AttemptOutcome) {
      const intent = await anIntent(db(), order);
      const { id: orderId, amount, currency } = order;
      const card = { cardId: null, cardBrand: null, cardLast4: null };
      const rest = { ...card, amount, currency, parameters: null, requestId: null };
      await db().transaction((tx) =>
        insertAttempt(
          tx,
          { ...rest, orderId, intentId: intent.id, kind: 'browser', outcome },
          NOON,
        ),
      );
    }

    const overdue = async (limit = 10) => {
      const since = { heldSince: NOON + HOUR, unchangedSince: NOON + HOUR };
      return (await listOverdueOrders(db().read, since, limit)).map(({ id }) => id);
    };

    it('are overdue by their last change, or by their birth where a copy is held', async () => {
      const buyer = await aBuyer(db());
      const late = { createdAt: NOON + 2 * HOUR };
      const old = await anUnpaid(buyer, { createdAt: NOON });
      const holding = await anUnpaid(buyer, { holdsStock: true, changedAt: NOON + 2 * HOUR });
      await anUnpaid(buyer, { changedAt: NOON + 2 * HOUR });
      await anUnpaid(buyer, late);
      await anUnpaid(buyer, { ...late, holdsStock: true });
      expect(await overdue()).toEqual([old, holding]);
    });

    it('that took a copy anew are overdue by that, pre-orders whose charge was tried by nothing else', async () => {
      const buyer = await aBuyer(db());
      const holding = { holdsStock: true, state: 'declined' } as const;
      const late = NOON + 2 * HOUR;
      const old = await anUnpaid(buyer, { ...holding, copyHeldSince: NOON });
      await anUnpaid(buyer, { ...holding, copyHeldSince: late });
      const preordered = { ...holding, isPreordered: true };
      const taken = await anUnpaid(buyer, {
        ...preordered,
        copyHeldSince: NOON + 1,
        changedAt: NOON + 1,
      });
      await anUnpaid(buyer, { ...preordered, copyHeldSince: late });
      await anUnpaid(buyer, preordered);
      await anUnpaid(buyer, { ...preordered, holdsStock: false });
      expect(await overdue()).toEqual([old, taken]);
    });

    it('come the longest unchanged first, and no more than asked for', async () => {
      const buyer = await aBuyer(db());
      const ids: string[] = [];
      for (const changedAt of [NOON + 2, NOON, NOON + 1]) {
        ids.push(await anUnpaid(buyer, { changedAt }));
      }
      expect(await overdue(2)).toEqual([ids[1], ids[2]]);
    });

    it.each<PaymentState>(['paid', 'processing', 'canceled', 'scheduled'])(
      'are not those that are %s',
      async (state) => {
        await anUnpaid(await aBuyer(db()), { state });
        expect(await overdue()).toEqual([]);
      },
    );

    it.each<[AttemptOutcome, number]>([
      ['sending', 0],
      ['unknown', 0],
      ['processing', 0],
      ['authenticating', 1],
      ['declined', 1],
    ])('with an attempt that is %s: %i', async (attempt, expected) => {
      await anUnpaid(await aBuyer(db()), { attempt });
      expect(await overdue()).toHaveLength(expected);
    });

    it('have attempts that are counted per person while they are open', async () => {
      const [mine, other] = [await aBuyer(db()), await aBuyer(db())];
      const open = await anUnpaid(mine, { attempt: 'sending' });
      await anUnpaid(mine, { attempt: 'authenticating' });
      await anUnpaid(mine, { attempt: 'declined' });
      await anUnpaid(other, { attempt: 'unknown' });
      const counted = (besides: string | null, startedAfter = NOON - 1) =>
        countOpenAttempts(db().read, mine.user.id, { besides, startedAfter });
      expect(await counted(null)).toBe(2);
      expect(await counted(open)).toBe(1);
      expect(await counted(null, NOON)).toBe(0);
    });
  });
