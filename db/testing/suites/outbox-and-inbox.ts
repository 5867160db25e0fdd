import { describe, expect, it } from 'vitest';
import type { Database } from '../../database';
import {
  claimCall,
  finishCall,
  isCallWaiting,
  listDueCalls,
  listDueCancels,
  putOffCall,
  takeBackCall,
  writeCall,
} from '../../queries/stripe-calls';
import {
  claimDueEvents,
  claimEvent,
  countUntried,
  findEvent,
  giveBackEvents,
  giveBackEventsDueBy,
  listDueEvents,
  listEvents,
  listReceived,
  markProcessed,
  putOffEvent,
  receiveEvent,
} from '../../queries/webhook-events';
import { NOON } from '../rows';

export const callQueries = (db: () => Database) =>
  describe('calls to Stripe that are put off', () => {
    const write = (dueAt: number | null, target = 'pm_1') =>
      db().transaction((tx) =>
        writeCall(tx, { operation: 'detach_card', target, parameters: { a: 1 }, dueAt }, NOON),
      );
    const due = async (at: number, limit = 10) =>
      (await listDueCalls(db().read, at, limit)).map(({ key }) => key);
    const claim = (key: Awaited<ReturnType<typeof write>>['key'], at: number, until: number) =>
      db().transaction((tx) => claimCall(tx, { key, dueAt: NOON }, at, until));
    const takeBack = () => db().transaction((tx) => takeBackCall(tx, 'detach_card', 'pm_1'));

    it('are due in time, the longest waiting first', async () => {
      const late = await write(NOON + 8, 'pm_2');
      const early = await write(NOON + 4);
      await write(null, 'pm_3');
      expect(await due(NOON + 3)).toEqual([]);
      expect(await due(NOON + 4)).toEqual([early.key]);
      expect(await due(NOON + 8)).toEqual([early.key, late.key]);
      expect(await due(NOON + 8, 1)).toEqual([early.key]);
    });

    // Somebody may be trying cards on what is to be canceled.
    it('are due after every cancel, however long they have waited', async () => {
      const others = await Promise.all([NOON - 3, NOON - 2].map((dueAt) => write(dueAt)));
      const cancels = await db().transaction(async (tx) => [
        await writeCall(
          tx,
          { operation: 'cancel_intent', target: 'pi_1', parameters: {}, dueAt: NOON },
          NOON,
        ),
        await writeCall(
          tx,
          { operation: 'cancel_setup', target: 'seti_1', parameters: {}, dueAt: NOON - 1 },
          NOON,
        ),
      ]);
      const [first, second] = cancels.map(({ key }) => key);
      expect(await due(NOON)).toEqual([second, first, ...others.map(({ key }) => key)]);
      expect(await due(NOON, 1)).toEqual([second]);
      const urgent = await listDueCancels(db().read, NOON, 10);
      expect(urgent.map(({ key }) => key)).toEqual([second, first]);
    });

    it('are claimed by one of many workers', async () => {
      const { key } = await write(NOON);
      const claims = await Promise.all(
        Array.from({ length: 10 }, () => claim(key, NOON, NOON + 100)),
      );
      expect(claims.filter(Boolean)).toHaveLength(1);
      expect(await due(NOON + 100)).toEqual([]);
    });

    // A worker that died in the middle must not keep a call for ever.
    it('are free again when a claim is over', async () => {
      const { key } = await write(NOON);
      await claim(key, NOON, NOON + 100);
      expect(await due(NOON + 101)).toEqual([key]);
      expect(await claim(key, NOON + 101, NOON + 200)).toBe(true);
      expect((await listDueCalls(db().read, NOON + 201, 1))[0]).toMatchObject({ tries: 2 });
    });

    it('are put off with another key where the old one gets no other answer', async () => {
      const { key } = await write(NOON);
      await claim(key, NOON, NOON + 100);
      await db().transaction((tx) => putOffCall(tx, key, NOON, 'a fault', true));
      const [renewed] = await listDueCalls(db().read, NOON, 1);
      expect(renewed).toMatchObject({ parameters: { a: 1 }, tries: 1 });
      expect(renewed?.key).not.toBe(key);
    });

    it('are put off again after a fault, and over once they are finished', async () => {
      const { key } = await write(NOON);
      await claim(key, NOON, NOON + 100);
      await db().transaction((tx) => putOffCall(tx, key, NOON + 50, 'a fault'));
      expect(await due(NOON + 49)).toEqual([]);
      expect((await listDueCalls(db().read, NOON + 50, 1))[0]).toMatchObject({
        lastError: 'a fault',
        parameters: { a: 1 },
        tries: 1,
      });
      await db().transaction((tx) => finishCall(tx, key, NOON + 60));
      expect(await due(NOON + 1000)).toEqual([]);
      expect(await claim(key, NOON + 1000, NOON + 2000)).toBe(false);
    });

    it('wait until they are done, other than those that a request sends itself', async () => {
      const isWaiting = () => isCallWaiting(db().read, 'detach_card', 'pm_1');
      await write(null);
      await write(NOON, 'pm_2');
      expect(await isWaiting()).toBe(false);
      const { key } = await write(NOON);
      expect(await isWaiting()).toBe(true);
      expect(await isCallWaiting(db().read, 'cancel_intent', 'pm_1')).toBe(false);
      await db().transaction((tx) => finishCall(tx, key, NOON));
      expect(await isWaiting()).toBe(false);
    });

    it('are taken back only while nobody has taken them up', async () => {
      const first = await write(NOON);
      expect(await takeBack()).toBe(true);
      expect(await takeBack()).toBe(false);
      expect(await due(NOON)).toEqual([]);
      const second = await write(NOON);
      expect(second.key).not.toBe(first.key);
      await claim(second.key, NOON, NOON + 100);
      expect(await takeBack()).toBe(false);
      await db().transaction((tx) => putOffCall(tx, second.key, NOON, 'a fault'));
      // It was sent once: Stripe may have done it.
      expect(await takeBack()).toBe(false);
    });
  });

const event = {
  stripeEventId: 'evt_1',
  type: 'payment_intent.succeeded',
  apiVersion: '2026-10-28.endive',
  livemode: false,
  payload: { id: 'evt_1', data: { object: { id: 'pi_1' } } },
  nextTryAt: NOON + 60,
};

export const eventQueries = (db: () => Database) =>
  describe('the inbox', () => {
    const receive = (at = NOON, given: Partial<typeof event> = {}) =>
      db().transaction((tx) => receiveEvent(tx, { ...event, ...given }, at));
    const find = (id = 'evt_1') => findEvent(db().read, id);
    const due = async (at: number, limit = 10) =>
      (await listDueEvents(db().read, at, limit)).map(({ stripeEventId }) => stripeEventId);
    const mark = (note: string, at = NOON) =>
      db().transaction((tx) => markProcessed(tx, 'evt_1', note, at));
    const putOff = (note: string, nextTryAt: number | null) =>
      db().transaction((tx) => putOffEvent(tx, 'evt_1', note, nextTryAt));

    it('holds an event once, as it came first', async () => {
      expect(await receive()).toBe(true);
      expect(await receive(NOON + 5, { nextTryAt: NOON + 65 })).toBe(false);
      expect(await listEvents(db().read, 10)).toHaveLength(1);
      expect(await find()).toEqual({
        ...event,
        receivedAt: NOON,
        processedAt: null,
        tries: 0,
        note: null,
        emptiedAt: null,
      });
      expect(await find('evt_2')).toBeNull();
    });

    it('marks it processed once, and tries it no more', async () => {
      await receive();
      expect(await mark('done', NOON + 1)).toBe(true);
      expect(await mark('done again', NOON + 2)).toBe(false);
      expect(await find()).toMatchObject({
        processedAt: NOON + 1,
        note: 'done',
        tries: 1,
        nextTryAt: null,
      });
      expect(await due(NOON + 1000)).toEqual([]);
    });

    it('says why one failed and when it is tried again, until it is processed', async () => {
      await receive();
      await putOff('no answer', NOON + 10);
      expect(await find()).toMatchObject({ processedAt: null, note: 'no answer', tries: 1 });
      expect(await due(NOON + 9)).toEqual([]);
      expect(await due(NOON + 10)).toEqual(['evt_1']);
      await putOff('given up', null);
      expect(await due(NOON + 1000)).toEqual([]);
      expect(await find()).toMatchObject({ processedAt: null, note: 'given up', tries: 2 });
      // Somebody else has processed it meanwhile: their word stands.
      await mark('done');
      await putOff('no answer', NOON + 20);
      expect(await find()).toMatchObject({ note: 'done', tries: 3, nextTryAt: null });
    });

    it('gives out what is due, the longest waiting first', async () => {
      await receive(NOON, { stripeEventId: 'evt_late', nextTryAt: NOON + 70 });
      await receive();
      expect(await due(NOON + 59)).toEqual([]);
      expect(await due(NOON + 70)).toEqual(['evt_1', 'evt_late']);
      expect(await due(NOON + 70, 1)).toEqual(['evt_1']);
    });

    it('gives an event to one of many workers, until its claim is over', async () => {
      await receive();
      const claims = await Promise.all(
        Array.from({ length: 10 }, () =>
          db().transaction((tx) => claimEvent(tx, event, NOON + 60, NOON + 200)),
        ),
      );
      expect(claims.filter(Boolean)).toHaveLength(1);
      expect(await due(NOON + 199)).toEqual([]);
      expect(await due(NOON + 200)).toEqual(['evt_1']);
    });

    it('gives out nothing that was processed between look and claim', async () => {
      await receive();
      await mark('done');
      expect(await db().transaction((tx) => claimEvent(tx, event, NOON + 60, NOON + 200))).toBe(
        false,
      );
    });

    it('is written down and marked at once where nothing has to be done', async () => {
      const settle = (note: string) =>
        db().transaction((tx) => receiveEvent(tx, event, NOON, note));
      expect(await settle('nothing new')).toBe(true);
      const row = await findEvent(db().read, 'evt_1');
      const settled = { processedAt: NOON, tries: 1, note: 'nothing new', nextTryAt: null };
      expect(row).toMatchObject(settled);
      // What came before keeps what was said of it.
      expect(await settle('something else')).toBe(false);
      expect(await findEvent(db().read, 'evt_1')).toEqual(row);
      await receive(NOON, { stripeEventId: 'evt_2' });
      await db().transaction((tx) =>
        receiveEvent(tx, { ...event, stripeEventId: 'evt_2' }, NOON, 'no'),
      );
      expect(await findEvent(db().read, 'evt_2')).toMatchObject({ processedAt: null, tries: 0 });
    });

    it('claims what is due, the longest waiting first, for one worker', async () => {
      for (const [n, id] of ['evt_3', 'evt_1', 'evt_2', 'evt_later'].entries()) {
        await receive(NOON, { stripeEventId: id, nextTryAt: NOON + n });
      }
      const claim = (limit: number) =>
        db().transaction((tx) => claimDueEvents(tx, { at: NOON + 2, until: NOON + 120, limit }));
      const ids = (claimed: { stripeEventId: string }[]) =>
        claimed.map(({ stripeEventId }) => stripeEventId).sort();
      const first = await claim(2);
      expect(ids(first)).toEqual(['evt_1', 'evt_3']);
      expect(first[0]?.payload).toEqual(event.payload);
      expect(ids(await claim(2))).toEqual(['evt_2']);
      expect(await claim(2)).toEqual([]);
      expect((await findEvent(db().read, 'evt_1'))?.nextTryAt).toBe(NOON + 120);
    });

    it('gives back what a server had that ended, and nothing that was done', async () => {
      for (const stripeEventId of ['evt_1', 'evt_2', 'evt_done', 'evt_paused']) {
        await receive(NOON, { stripeEventId, nextTryAt: NOON + 120 });
      }
      const dueAt = async (id: string) => (await findEvent(db().read, id))?.nextTryAt;
      await db().transaction(async (tx) => {
        await markProcessed(tx, 'evt_done', 'done', NOON + 1);
        await putOffEvent(tx, 'evt_paused', 'failed', NOON + 500);
      });
      expect(await countUntried(db().read)).toBe(2);
      await db().transaction((tx) => giveBackEvents(tx, ['evt_2', 'evt_done'], NOON + 2));
      expect(await dueAt('evt_1')).toBe(NOON + 120);
      expect(await dueAt('evt_2')).toBe(NOON + 2);
      await db().transaction((tx) => giveBackEventsDueBy(tx, { at: NOON + 3, until: NOON + 120 }));
      const all = ['evt_1', 'evt_2', 'evt_done', 'evt_paused'];
      expect(await Promise.all(all.map(dueAt))).toEqual([NOON + 3, NOON + 2, null, NOON + 500]);
    });

    it('knows which of many events it has', async () => {
      await receive();
      await receive(NOON, { stripeEventId: 'evt_2' });
      const many = Array.from({ length: 1200 }, (_, index) => `evt_other_${index}`);
      const asked = ['evt_1', ...many, 'evt_2'];
      expect((await listReceived(db().read, asked)).sort()).toEqual(['evt_1', 'evt_2']);
      expect(await listReceived(db().read, [])).toEqual([]);
    });

    it('is listed without what events carry', async () => {
      await receive();
      const [row] = await listEvents(db().read, 1);
      expect(row).toMatchObject({ stripeEventId: 'evt_1', type: event.type });
      expect(row).not.toHaveProperty('payload');
    });
  });
