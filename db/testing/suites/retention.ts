import { describe, expect, it } from 'vitest';
import type { Database } from '../../database';
import type { RetentionName } from '../../../lib/domain/retention';
import { insertCardSetup, insertOrderSetup, setCardOfSetup } from '../../queries/card-setups';
import { setStripeCustomer } from '../../queries/customers';
import { giveSetupConsent } from '../../queries/consents';
import { issueEmailToken } from '../../queries/email-tokens';
import { finishMail, holdBackMail, insertMail } from '../../queries/mails';
import { insertReconciliation } from '../../queries/reconciliations';
import { tidy } from '../../queries/retention';
import { finishCall, writeCall } from '../../queries/stripe-calls';
import { markProcessed, receiveEvent } from '../../queries/webhook-events';
import { aBuyer, aCard, anOrder, aUser, NOON } from '../rows';

export const retentionQueries = (db: () => Database) =>
  describe('what is kept for a while only', () => {
    const AT = NOON + 1_000;
    const take = (name: RetentionName, before: number, limit = 100) =>
      db().transaction((tx) => tidy[name](tx, { before, at: AT }, limit));
    const all = async <T extends 'webhookEvents' | 'mails' | 'cardSetups' | 'customers'>(t: T) =>
      db().read.select().from(db().read.tables[t]);

    const receive = (stripeEventId: string) =>
      db().transaction((tx) =>
        receiveEvent(
          tx,
          {
            ...{ stripeEventId, type: 'customer.updated', apiVersion: null, livemode: false },
            payload: { data: { object: { email: 'ada@example.com' } } },
            nextTryAt: NOON,
          },
          NOON,
        ),
      );

    it('empties what a processed event carried, once, and leaves the others whole', async () => {
      for (const id of ['evt_1', 'evt_2', 'evt_3']) await receive(id);
      await db().transaction((tx) => markProcessed(tx, 'evt_1', 'done', NOON + 1));
      await db().transaction((tx) => markProcessed(tx, 'evt_2', 'done', NOON + 9));
      expect(await take('eventPayloads', NOON + 1)).toBe(0);
      expect(await take('eventPayloads', NOON + 2)).toBe(1);
      expect(await take('eventPayloads', NOON + 2)).toBe(0);
      const rows = await all('webhookEvents');
      const emptied = rows.filter(({ emptiedAt }) => emptiedAt !== null);
      expect(emptied).toMatchObject([{ stripeEventId: 'evt_1', payload: {}, emptiedAt: AT }]);
      expect(rows.filter(({ payload }) => JSON.stringify(payload).includes('ada'))).toHaveLength(2);
      // It came before, and stays known.
      expect(await receive('evt_1')).toBe(false);
    });

    it('empties a mail that is done with, and keeps its news from being mailed again', async () => {
      const { id: userId } = await aUser(db());
      const news = { kind: 'verify_email', data: {}, orderId: null, recipient: 'a@b.c' } as const;
      const write = (newsKey: string, at = NOON) =>
        db().transaction((tx) => insertMail(tx, { ...news, userId, newsKey }, at));
      const [sent, held] = [await write('sent'), await write('held')];
      await write('waiting');
      await write('late', NOON + 5);
      await db().transaction(async (tx) => {
        await finishMail(tx, sent?.id ?? '', NOON);
        await holdBackMail(tx, held?.id ?? '', 'day_is_full', NOON);
      });
      expect(await take('mailContents', NOON + 5)).toBe(2);
      expect(await take('mailContents', NOON + 5)).toBe(0);
      const rows = await all('mails');
      const emptied = rows.filter(({ emptiedAt }) => emptiedAt === AT);
      expect(emptied.map(({ newsKey }) => newsKey).sort()).toEqual(['held', 'sent']);
      for (const row of emptied) expect(row).toMatchObject({ recipient: '', data: {} });
      expect(rows.filter(({ recipient }) => recipient === 'a@b.c')).toHaveLength(2);
      expect(await write('sent')).toBeNull();
    });

    it('deletes counts, links, runs and calls that are over, so many at a time', async () => {
      const { id: userId } = await aUser(db());
      await db().transaction(async (tx) => {
        for (const n of [1, 2, 3]) {
          const expire = new Date(NOON + n);
          await tx.insert(tx.tables.rateLimits).values({ key: `k${n}`, points: 1, expire });
          const token = { tokenHash: `t${n}`, userId, expiresAt: NOON + n } as const;
          const purpose = n === 1 ? 'verify_email' : 'reset_password';
          await tx.insert(tx.tables.emailTokens).values({ ...token, purpose, createdAt: NOON });
          const run = { finishedAt: NOON, report: [], error: null } as const;
          await insertReconciliation(tx, { ...run, startedBy: 'timer', startedAt: NOON + n });
          const call = { operation: 'detach_card', target: `pm_${n}`, parameters: {} } as const;
          const { key } = await writeCall(tx, { ...call, dueAt: NOON }, NOON);
          if (n < 3) await finishCall(tx, key, NOON + n);
        }
        await issueEmailToken(
          tx,
          { tokenHash: 't4', userId, purpose: 'verify_email', expiresAt: NOON + 99 },
          1,
          NOON,
        );
      });
      expect(await take('limits', NOON + 2, 1)).toBe(1);
      expect(await take('limits', NOON + 2)).toBe(1);
      expect(await take('limits', NOON + 2)).toBe(0);
      expect(await take('emailTokens', NOON + 3)).toBe(1);
      expect(await take('runs', NOON + 3)).toBe(2);
      // A call that is not done is not over.
      expect(await take('stripeCalls', NOON + 99)).toBe(2);
      expect(await take('stripeCalls', NOON + 99)).toBe(0);
    });

    it('empties the request of a Customer that was made', async () => {
      const [made, unanswered] = [await aBuyer(db()), await aBuyer(db())];
      await db().transaction((tx) => setStripeCustomer(tx, made.customer.id, 'cus_1'));
      expect(await take('customerRequests', NOON)).toBe(0);
      expect(await take('customerRequests', NOON + 1)).toBe(1);
      expect(await take('customerRequests', NOON + 1)).toBe(0);
      const rows = await all('customers');
      const of = (id: string) => rows.find((row) => row.id === id)?.createParameters;
      expect(of(made.customer.id)).toEqual({});
      expect(of(unanswered.customer.id)).toEqual({ email: unanswered.user.email });
    });

    it('deletes set-ups that came to no card, unless an order waits for one', async () => {
      const buyer = await aBuyer(db());
      const owner = { userId: buyer.user.id, customerId: buyer.customer.id };
      const card = await aCard(db(), buyer);
      const order = await anOrder(db(), buyer);
      const words = { version: '1', text: 'Keep it.' };
      const [empty, kept, waiting] = await db().transaction(async (tx) => {
        const one = await insertCardSetup(tx, owner, {}, NOON);
        await giveSetupConsent(tx, owner.userId, one.id, 'save_card_in_wallet', words, NOON);
        const two = await insertCardSetup(tx, owner, {}, NOON);
        await giveSetupConsent(tx, owner.userId, two.id, 'save_card_in_wallet', words, NOON);
        await setCardOfSetup(tx, two.id, card.id);
        const three = await insertOrderSetup(tx, { ...owner, orderId: order.id }, () => ({}), NOON);
        return [one.id, two.id, three.id] as const;
      });
      expect(await take('emptySetups', NOON)).toBe(0);
      expect(await take('emptySetups', NOON + 1)).toBe(1);
      const left = (await all('cardSetups')).map(({ id }) => id);
      expect(left.sort()).toEqual([kept, waiting].sort());
      expect(left).not.toContain(empty);
    });
  });
