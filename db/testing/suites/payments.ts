import { describe, expect, it } from 'vitest';
import { attemptOutcomes, isOpenOutcome } from '../../../lib/domain/attempt';
import type { Database } from '../../database';
import {
  findOpenAttempt,
  findOpenAttemptWithCard,
  hasPaid,
  insertAttempt,
  listAttempts,
  listUnanswered,
  moveAttempt,
  putOffLook,
  setAttemptCard,
  setPaidCard,
} from '../../queries/attempts';
import { listPaidWith } from '../../queries/card-history';
import { moveCard } from '../../queries/cards';
import {
  endIntent,
  findIntentByStripeId,
  findLastIntent,
  findLiveIntent,
  findUnansweredIntent,
  giveIntent,
  listGivenIntents,
  listKnownIntents,
  setIntentCanceled,
  setSavesCard,
  setStripeIntent,
  takeBackGiven,
} from '../../queries/intents';
import type { Intent } from '../../queries/intents';
import { changeOrder, findOrderById } from '../../queries/orders';
import { expectRefusal } from '../refusal';
import { aBuyer, aCard, anIntent, anOrder, NOON } from '../rows';

const failure = {
  ref: 'ch_1',
  code: 'card_declined',
  declineCode: 'lost_card',
  adviceCode: 'do_not_try_again',
  stripePaymentMethodId: null,
};

type NewAttempt = Parameters<typeof insertAttempt>[1];

const attemptOf = (intent: Intent, given: Partial<NewAttempt> = {}): NewAttempt => ({
  orderId: intent.orderId,
  intentId: intent.id,
  kind: 'confirm',
  cardId: null,
  cardBrand: null,
  cardLast4: null,
  amount: 4800,
  currency: 'eur',
  parameters: { payment_method: 'pm_1' },
  requestId: null,
  outcome: 'sending',
  ...given,
});

export const intentQueries = (db: () => Database) =>
  describe('intents', () => {
    it('are listed where a browser of their person has the secret, and they live', async () => {
      const buyer = await aBuyer(db());
      const given = async (of = buyer) => {
        const intent = await anIntent(db(), await anOrder(db(), of));
        await db().transaction((tx) => giveIntent(tx, intent.id, { at: NOON + 1, to: 'here' }));
        return intent;
      };
      const [mine, tried, ended, paid, taken] = [
        await given(),
        await given(),
        await given(),
        await given(),
        await given(),
      ];
      await anIntent(db(), await anOrder(db(), buyer));
      await given(await aBuyer(db()));
      await db().transaction(async (tx) => {
        await insertAttempt(tx, attemptOf(tried, { outcome: 'authenticating' }), NOON + 2);
        await endIntent(tx, ended.id, NOON);
        await takeBackGiven(tx, taken, NOON + 1);
        // Given by somebody else since.
        await takeBackGiven(tx, mine, NOON);
        const order = await findOrderById(tx, paid.orderId);
        if (order) await changeOrder(tx, order, { paymentState: 'paid' }, NOON);
      });
      const listed = await listGivenIntents(db().read, buyer.user.id);
      const row = { stripeIntentId: null, givenAt: NOON + 1 };
      expect(listed).toHaveLength(2);
      expect(listed).toEqual(
        expect.arrayContaining([
          { ...row, intentId: mine.id, orderId: mine.orderId, asked: null },
          {
            ...row,
            intentId: tried.id,
            orderId: tried.orderId,
            asked: { outcome: 'authenticating', startedAt: NOON + 2 },
          },
        ]),
      );
    });

    it('are told from those that are not known, however many are asked about', async () => {
      const { id } = await anIntent(db(), await anOrder(db(), await aBuyer(db())));
      await db().transaction((tx) => setStripeIntent(tx, id, 'pi_among_many'));
      const others = Array.from({ length: 1_200 }, (_, number) => `pi_other_${number}`);
      expect(await listKnownIntents(db().read, [...others, 'pi_among_many'])).toEqual([
        'pi_among_many',
      ]);
      expect(await listKnownIntents(db().read, [])).toEqual([]);
    });

    it('are live one at a time', async () => {
      const order = await anOrder(db(), await aBuyer(db()));
      const first = await anIntent(db(), order);
      expect(await findLiveIntent(db().read, order.id)).toEqual(first);
      await expectRefusal(anIntent(db(), order), 'unique');
      await db().transaction((tx) => endIntent(tx, first.id, NOON + 1));
      expect(await findLiveIntent(db().read, order.id)).toBeNull();
      const second = await anIntent(db(), order, NOON + 2);
      expect(await findLiveIntent(db().read, order.id)).toEqual(second);
      expect(await findLastIntent(db().read, order.id)).toEqual(second);
      expect(second.createKey).not.toBe(first.createKey);
    });

    it('keep the first id that Stripe answers with, and the first end', async () => {
      const order = await anOrder(db(), await aBuyer(db()));
      const intent = await anIntent(db(), order);
      expect(await findUnansweredIntent(db().read, order.id)).toEqual(intent);
      await db().transaction(async (tx) => {
        await setStripeIntent(tx, intent.id, 'pi_1');
        await setStripeIntent(tx, intent.id, 'pi_2');
        await setSavesCard(tx, intent.id, true);
        await endIntent(tx, intent.id, NOON + 1);
        await endIntent(tx, intent.id, NOON + 2);
      });
      expect(await findIntentByStripeId(db().read, 'pi_1')).toEqual({
        ...intent,
        stripeIntentId: 'pi_1',
        savesCard: true,
        endedAt: NOON + 1,
      });
      expect(await findIntentByStripeId(db().read, 'pi_2')).toBeNull();
      expect(await findUnansweredIntent(db().read, order.id)).toBeNull();
    });

    it('were canceled when Stripe first told of it, whenever they were over for us', async () => {
      const buyer = await aBuyer(db());
      const [alive, over] = [
        await anIntent(db(), await anOrder(db(), buyer)),
        await anIntent(db(), await anOrder(db(), buyer)),
      ];
      await db().transaction(async (tx) => {
        await endIntent(tx, over.id, NOON + 1);
        for (const at of [NOON + 2, NOON + 3]) {
          for (const { id } of [alive, over]) await setIntentCanceled(tx, id, at);
        }
      });
      const told = async ({ orderId }: Intent) => findLastIntent(db().read, orderId);
      expect(await told(alive)).toMatchObject({ canceledAt: NOON + 2, endedAt: NOON + 2 });
      expect(await told(over)).toMatchObject({ canceledAt: NOON + 2, endedAt: NOON + 1 });
      expect(over.canceledAt).toBeNull();
    });

    it('are never of two orders', async () => {
      const buyer = await aBuyer(db());
      const [a, b] = [
        await anIntent(db(), await anOrder(db(), buyer)),
        await anIntent(db(), await anOrder(db(), buyer)),
      ];
      await db().transaction((tx) => setStripeIntent(tx, a.id, 'pi_1'));
      await expectRefusal(
        db().transaction((tx) => setStripeIntent(tx, b.id, 'pi_1')),
        'unique',
      );
    });

    it('are none where an order has not begun to be paid', async () => {
      const order = await anOrder(db(), await aBuyer(db()));
      expect(await findLastIntent(db().read, order.id)).toBeNull();
    });
  });

export const attemptQueries = (db: () => Database) =>
  describe('attempts', () => {
    it('tell of a card whether it has paid, as any entry of its owner’s', async () => {
      const buyer = await aBuyer(db());
      const [card, again, other] = [
        await aCard(db(), buyer, { fingerprint: 'fp_same' }),
        await aCard(db(), await aBuyer(db()), { fingerprint: 'fp_same' }),
        await aCard(db(), buyer, { fingerprint: null }),
      ];
      const intent = await anIntent(db(), await anOrder(db(), buyer));
      const paid = (of: typeof card, since = NOON) => hasPaid(db().read, of, since);
      await db().transaction((tx) =>
        insertAttempt(tx, attemptOf(intent, { cardId: card.id, outcome: 'succeeded' }), NOON),
      );
      expect(await paid(card)).toBe(true);
      expect(await paid(other)).toBe(false);
      // Somebody else’s, though it is the same card.
      expect(await paid(again)).toBe(false);
      const next = await anIntent(db(), await anOrder(db(), buyer));
      await db().transaction((tx) =>
        insertAttempt(tx, attemptOf(next, { cardId: card.id, outcome: 'declined' }), NOON),
      );
      expect(await paid(card)).toBe(false);
      expect(await paid(card, NOON + 1)).toBe(true);
    });

    it('tell what a card has paid, under older ids too, and to nobody else', async () => {
      const [buyer, stranger] = [await aBuyer(db()), await aBuyer(db())];
      const older = await aCard(db(), buyer, { fingerprint: 'fp_paid' });
      await db().transaction((tx) => moveCard(tx, older.id, 'active', 'replaced', NOON));
      const card = await aCard(db(), buyer, { fingerprint: 'fp_paid' });
      const other = await aCard(db(), buyer, { fingerprint: null });
      const theirs = await aCard(db(), stranger, { fingerprint: 'fp_paid' });
      const pay = async (
        by: typeof card,
        at: number,
        outcome: NewAttempt['outcome'] = 'succeeded',
        of = buyer,
      ) => {
        const order = await anOrder(db(), of);
        const intent = await anIntent(db(), order);
        await db().transaction((tx) =>
          insertAttempt(tx, attemptOf(intent, { cardId: by.id, outcome }), at),
        );
        return order;
      };
      const first = await pay(older, NOON + 1);
      const second = await pay(card, NOON + 2);
      await pay(card, NOON + 3, 'declined');
      await pay(other, NOON + 4);
      await pay(theirs, NOON + 5, 'succeeded', stranger);

      const paid = await listPaidWith(db().read, buyer.user.id, card, 6);
      const { id, reference, title } = second;
      expect(paid).toEqual([
        { id, reference, title, amount: 4800, currency: 'eur', paidAt: NOON + 2 },
        expect.objectContaining({ id: first.id, paidAt: NOON + 1 }),
      ]);
      expect(await listPaidWith(db().read, buyer.user.id, card, 1)).toHaveLength(1);
      expect(await listPaidWith(db().read, stranger.user.id, card, 6)).toEqual([]);
      expect(await listPaidWith(db().read, buyer.user.id, other, 6)).toHaveLength(1);
    });

    it('of a browser take the card that turned out to have paid', async () => {
      const buyer = await aBuyer(db());
      const card = await aCard(db(), buyer);
      const intent = await anIntent(db(), await anOrder(db(), buyer));
      const typed = { kind: 'browser', parameters: null } as const;
      await db().transaction(async (tx) => {
        await insertAttempt(tx, attemptOf(intent, { ...typed, outcome: 'declined' }), NOON);
        await insertAttempt(tx, attemptOf(intent, { ...typed, outcome: 'succeeded' }), NOON);
        await setPaidCard(tx, intent.id, card.id);
      });
      expect((await listAttempts(db().read, intent.orderId)).map(({ cardId }) => cardId)).toEqual([
        null,
        card.id,
      ]);
    });

    const started = async () => {
      const buyer = await aBuyer(db());
      const intent = await anIntent(db(), await anOrder(db(), buyer));
      return { buyer, intent };
    };
    const insert = (intent: Intent, given: Partial<NewAttempt> = {}, at = NOON) =>
      db().transaction((tx) => insertAttempt(tx, attemptOf(intent, given), at));

    it('are numbered, and open one at a time', async () => {
      const { intent } = await started();
      const first = await insert(intent);
      expect(first).toMatchObject({ number: 1, outcome: 'sending', closedAt: null });
      expect(await findOpenAttempt(db().read, intent.orderId)).toEqual(first);
      await expectRefusal(insert(intent), 'unique');
      await db().transaction((tx) => moveAttempt(tx, first.id, 'declined', failure, NOON + 1));
      const second = await insert(intent);
      expect(second.number).toBe(2);
      expect(second.key).not.toBe(first.key);
      const listed = await listAttempts(db().read, intent.orderId);
      expect(listed.map(({ number, outcome }) => [number, outcome])).toEqual([
        [1, 'declined'],
        [2, 'sending'],
      ]);
    });

    it.each(attemptOutcomes)('%s is open or closed as the domain says', async (outcome) => {
      const { intent } = await started();
      const attempt = await insert(intent, { outcome });
      expect(attempt.closedAt).toBe(isOpenOutcome(outcome) ? null : NOON);
      const open = await findOpenAttempt(db().read, intent.orderId);
      expect(open?.id).toBe(isOpenOutcome(outcome) ? attempt.id : undefined);
    });

    it('stay as they are once they are closed', async () => {
      const { intent } = await started();
      const { id } = await insert(intent);
      const move = (outcome: 'authenticating' | 'declined' | 'succeeded', at: number) =>
        db().transaction((tx) =>
          moveAttempt(tx, id, outcome, outcome === 'declined' ? failure : null, at),
        );
      expect(await move('authenticating', NOON + 1)).toBe(true);
      expect(await move('declined', NOON + 2)).toBe(true);
      expect(await move('succeeded', NOON + 3)).toBe(false);
      expect((await listAttempts(db().read, intent.orderId))[0]).toMatchObject({
        outcome: 'declined',
        closedAt: NOON + 2,
        failureRef: 'ch_1',
        failureCode: 'card_declined',
        declineCode: 'lost_card',
        adviceCode: 'do_not_try_again',
      });
    });

    it('share the key of the intent that they make', async () => {
      const { intent } = await started();
      const attempt = await insert(intent, { kind: { create: intent.createKey } });
      expect(attempt).toMatchObject({ kind: 'create', key: intent.createKey });
    });

    it('of the browser have no key and no parameters, every other has both', async () => {
      const { intent } = await started();
      await expectRefusal(insert(intent, { kind: 'browser' }), 'check');
      await expectRefusal(insert(intent, { parameters: null }), 'check');
      const browser = await insert(intent, {
        kind: 'browser',
        parameters: null,
        outcome: 'declined',
        failure,
      });
      expect(browser).toMatchObject({ key: null, parameters: null, failureRef: 'ch_1' });
    });

    it('never share a key', async () => {
      const [a, b] = [await started(), await started()];
      const { key } = await insert(a.intent);
      await expectRefusal(insert(b.intent, { kind: { create: key! } }), 'unique');
    });

    it('learn their card from Stripe where it was typed in the browser, and only there', async () => {
      const card = { brand: 'amex', last4: '0005' };
      const [typed, saved] = [await started(), await started()];
      const browser = { kind: 'browser', parameters: null } as const;
      const { id } = await insert(typed.intent, browser);
      const known = await insert(saved.intent, { cardBrand: 'visa', cardLast4: '4242' });
      await db().transaction(async (tx) => {
        await setAttemptCard(tx, id, { brand: 'visa', last4: '4242' });
        // Another card was typed on the same intent: the one that paid is the one to show.
        await setAttemptCard(tx, id, card);
        await setAttemptCard(tx, known.id, card);
      });
      expect((await listAttempts(db().read, typed.intent.orderId))[0]).toMatchObject({
        cardBrand: 'amex',
        cardLast4: '0005',
      });
      expect((await listAttempts(db().read, saved.intent.orderId))[0]).toMatchObject({
        cardBrand: 'visa',
        cardLast4: '4242',
      });
    });

    it('hold on to their card while they are open', async () => {
      const { buyer, intent } = await started();
      const card = await aCard(db(), buyer);
      const attempt = await insert(intent, { cardId: card.id });
      expect(await findOpenAttemptWithCard(db().read, card.id)).toEqual(attempt);
      await db().transaction((tx) => moveAttempt(tx, attempt.id, 'succeeded', null, NOON));
      expect(await findOpenAttemptWithCard(db().read, card.id)).toBeNull();
    });

    it('are looked at oldest first where Stripe has not answered', async () => {
      const begun = async (outcome: NewAttempt['outcome'], at: number) => {
        const { intent } = await started();
        return insert(intent, { outcome }, at);
      };
      const second = await begun('unknown', NOON + 2);
      const first = await begun('sending', NOON + 1);
      const third = await begun('processing', NOON + 3);
      await begun('authenticating', NOON);
      await begun('succeeded', NOON);
      await begun('sending', NOON + 10);
      const ids = async (limit: number, dueAt = NOON + 10) => {
        const times = { startedBefore: NOON + 10, dueAt };
        return (await listUnanswered(db().read, times, limit)).map(({ id }) => id);
      };
      expect(await ids(10)).toEqual([first.id, second.id, third.id]);
      expect(await ids(1)).toEqual([first.id]);

      const putOff = ({ id }: { id: string }, until: number) =>
        db().transaction((tx) => putOffLook(tx, id, until));
      await putOff(first, NOON + 20);
      expect(await ids(10)).toEqual([second.id, third.id]);
      // Due again, but those that nobody has looked at yet come first.
      expect(await ids(10, NOON + 20)).toEqual([second.id, third.id, first.id]);
      await putOff(second, NOON + 30);
      expect(await ids(10, NOON + 30)).toEqual([third.id, first.id, second.id]);
    });

    it('are put off only while they are open', async () => {
      const { intent } = await started();
      const attempt = await insert(intent, { outcome: 'succeeded' });
      await db().transaction((tx) => putOffLook(tx, attempt.id, NOON + 20));
      expect((await listAttempts(db().read, intent.orderId))[0]).toMatchObject({
        nextLookAt: null,
      });
    });
  });
