import { describe, expect, it } from 'vitest';
import type { EmailTokenPurpose } from '../../types';
import type { Database } from '../../database';
import {
  countGoodTokens,
  findGoodToken,
  issueEmailToken,
  spendEmailToken,
} from '../../queries/email-tokens';
import {
  claimMail,
  findMail,
  finishMail,
  giveUpMail,
  holdMail,
  listDueMails,
  listMails,
  putOffMail,
  insertMail,
} from '../../queries/mails';
import { expectRefusal } from '../refusal';
import { aUser, NOON } from '../rows';

export const mailQueries = (db: () => Database) =>
  describe('mails', () => {
    const news = { kind: 'verify_email', data: {}, orderId: null, recipient: 'a@b.c' } as const;
    const write = async (newsKey = 'news', at = NOON) => {
      const { id: userId } = await aUser(db());
      return db().transaction((tx) => insertMail(tx, { ...news, userId, newsKey }, at));
    };
    const written = async (newsKey?: string, at?: number) => {
      const mail = await write(newsKey, at);
      if (!mail) throw new Error('the mail was there already');
      return mail.id;
    };
    const due = async (at: number, limit = 10) =>
      (await listDueMails(db().read, at, limit)).map(({ id }) => id);
    const claim = async (id: string, at: number, until: number) => {
      const mail = await findMail(db().read, id);
      if (!mail) throw new Error('there is no such mail');
      return db().transaction((tx) => claimMail(tx, mail, at, until));
    };

    it('tell the same news once', async () => {
      const [first, second] = [await write(), await write()];
      expect(first).toMatchObject({ ...news, newsKey: 'news', dueAt: NOON, tries: 0 });
      expect(second).toBeNull();
      expect(await listMails(db().read, 10)).toEqual([first]);
    });

    it('are not written where their transition is not', async () => {
      const { id: userId } = await aUser(db());
      const failing = db().transaction(async (tx) => {
        await insertMail(tx, { ...news, userId, newsKey: 'news' }, NOON);
        throw new Error('the transition failed');
      });
      await expect(failing).rejects.toThrow('the transition failed');
      expect(await listMails(db().read, 10)).toEqual([]);
    });

    it('belong to somebody', () =>
      expectRefusal(
        db().transaction((tx) =>
          insertMail(tx, { ...news, userId: 'nobody', newsKey: 'news' }, NOON),
        ),
        'foreign key',
      ));

    it('are due in time, the longest waiting first, and listed the newest first', async () => {
      const late = await written('late', NOON + 8);
      const early = await written('early', NOON + 4);
      expect(await due(NOON + 3)).toEqual([]);
      expect(await due(NOON + 4)).toEqual([early]);
      expect(await due(NOON + 8)).toEqual([early, late]);
      expect(await due(NOON + 8, 1)).toEqual([early]);
      expect((await listMails(db().read, 10)).map(({ id }) => id)).toEqual([late, early]);
      expect(await listMails(db().read, 1)).toHaveLength(1);
    });

    it('are claimed by one of many workers, and free again when a claim is over', async () => {
      const id = await written();
      const claims = await Promise.all(
        Array.from({ length: 10 }, () => claim(id, NOON, NOON + 100)),
      );
      expect(claims.filter(Boolean)).toHaveLength(1);
      expect(await due(NOON + 100)).toEqual([]);
      expect(await due(NOON + 101)).toEqual([id]);
      expect(await claim(id, NOON + 101, NOON + 200)).toBe(true);
      expect(await findMail(db().read, id)).toMatchObject({ tries: 2 });
    });

    it('are put off after a fault, and over once they are sent', async () => {
      const id = await written();
      await claim(id, NOON, NOON + 100);
      await db().transaction((tx) => putOffMail(tx, id, NOON + 50, 'a fault'));
      expect(await due(NOON + 49)).toEqual([]);
      expect(await due(NOON + 50)).toEqual([id]);
      expect(await findMail(db().read, id)).toMatchObject({ lastError: 'a fault', tries: 1 });
      await db().transaction((tx) => finishMail(tx, id, NOON + 60));
      expect(await findMail(db().read, id)).toMatchObject({
        sentAt: NOON + 60,
        dueAt: null,
        lastError: null,
      });
      expect(await due(NOON + 1000)).toEqual([]);
      expect(await claim(id, NOON + 1000, NOON + 2000)).toBe(false);
    });

    // A worker whose claim is over may still be at it when the next one is done.
    it('that were sent are not due again, whatever a slower worker says of them', async () => {
      const id = await written();
      await claim(id, NOON, NOON + 100);
      await claim(id, NOON + 101, NOON + 200);
      await db().transaction((tx) => finishMail(tx, id, NOON + 110));
      await db().transaction((tx) => putOffMail(tx, id, NOON + 120, 'a fault'));
      await db().transaction((tx) => finishMail(tx, id, NOON + 130));
      expect(await findMail(db().read, id)).toMatchObject({
        sentAt: NOON + 110,
        lastError: null,
        tries: 2,
      });
      expect(await due(NOON + 1000)).toEqual([]);
    });

    it('are not claimed by one who saw them before they were put off', async () => {
      const id = await written();
      const seen = await findMail(db().read, id);
      if (!seen) throw new Error('there is no such mail');
      await claim(id, NOON, NOON + 100);
      await db().transaction((tx) => putOffMail(tx, id, NOON + 50, 'a fault'));
      expect(await db().transaction((tx) => claimMail(tx, seen, NOON + 60, NOON + 160))).toBe(
        false,
      );
      expect(await claim(id, NOON + 60, NOON + 160)).toBe(true);
    });

    it('are held without a try, but not out of the hands of whoever sends them', async () => {
      const id = await written();
      const hold = (at: number, until: number) =>
        db().transaction((tx) => holdMail(tx, id, at, until, 'no mail server'));
      await hold(NOON, NOON + 10);
      expect(await findMail(db().read, id)).toMatchObject({
        tries: 0,
        dueAt: NOON + 10,
        lastError: 'no mail server',
      });
      await claim(id, NOON + 10, NOON + 100);
      await hold(NOON + 20, NOON + 500);
      expect(await findMail(db().read, id)).toMatchObject({
        dueAt: NOON + 10,
        claimedUntil: NOON + 100,
      });
    });

    it('are given up with the reason, unless they were sent', async () => {
      const [lost, sent] = [await written('lost'), await written('sent')];
      await db().transaction((tx) => finishMail(tx, sent, NOON));
      for (const id of [lost, sent]) await db().transaction((tx) => giveUpMail(tx, id, 'refused'));
      expect(await findMail(db().read, lost)).toMatchObject({
        dueAt: null,
        sentAt: null,
        lastError: 'refused',
      });
      expect(await findMail(db().read, sent)).toMatchObject({ sentAt: NOON, lastError: null });
      expect(await findMail(db().read, 'none')).toBeNull();
    });
  });

export const tokenQueries = (db: () => Database) =>
  describe('tokens in mailed links', () => {
    const issue = (
      userId: string,
      tokenHash: string,
      purpose: EmailTokenPurpose,
      at = NOON,
      most = 1,
    ) =>
      db().transaction((tx) =>
        issueEmailToken(tx, { tokenHash, userId, purpose, expiresAt: at + 100 }, most, at),
      );
    const spend = (hash: string, purpose: EmailTokenPurpose, at = NOON) =>
      db().transaction((tx) => spendEmailToken(tx, hash, purpose, at));
    const isGood = async (hash: string, purpose: EmailTokenPurpose, at = NOON) =>
      (await findGoodToken(db().read, hash, purpose, at)) !== null;

    it('are good once, however many press at once', async () => {
      const { id } = await aUser(db());
      await issue(id, 'one', 'verify_email');
      expect(await isGood('one', 'verify_email')).toBe(true);
      const spent = await Promise.all(
        Array.from({ length: 10 }, () => spend('one', 'verify_email')),
      );
      expect(spent.filter((userId) => userId === id)).toHaveLength(1);
      expect(spent.filter((userId) => userId === null)).toHaveLength(9);
      expect(await isGood('one', 'verify_email')).toBe(false);
    });

    it('are good until the very moment when they are over', async () => {
      const { id } = await aUser(db());
      await issue(id, 'one', 'verify_email');
      expect(await isGood('one', 'verify_email', NOON + 99)).toBe(true);
      expect(await isGood('one', 'verify_email', NOON + 100)).toBe(false);
      expect(await spend('one', 'verify_email', NOON + 100)).toBeNull();
      expect(await spend('one', 'verify_email', NOON + 99)).toBe(id);
    });

    it('are good for one purpose', async () => {
      const { id } = await aUser(db());
      await issue(id, 'one', 'verify_email');
      expect(await isGood('one', 'reset_password')).toBe(false);
      expect(await spend('one', 'reset_password')).toBeNull();
      expect(await spend('another', 'verify_email')).toBeNull();
    });

    it('end when a newer one is made, and nobody else’s or another purpose’s with them', async () => {
      const [mine, other] = [await aUser(db()), await aUser(db())];
      await issue(mine.id, 'old', 'reset_password');
      await issue(mine.id, 'to verify', 'verify_email');
      await issue(other.id, 'foreign', 'reset_password');
      await issue(mine.id, 'new', 'reset_password');
      expect(await spend('old', 'reset_password')).toBeNull();
      expect(await isGood('to verify', 'verify_email')).toBe(true);
      expect(await isGood('foreign', 'reset_password')).toBe(true);
      expect(await spend('new', 'reset_password')).toBe(mine.id);
      expect(await isGood('to verify', 'verify_email')).toBe(true);
      expect(await isGood('foreign', 'reset_password')).toBe(true);
    });

    it('are good as many as are to be, the newest, and all end with the one that is used', async () => {
      const [{ id }, other] = [await aUser(db()), await aUser(db())];
      const count = (at = NOON + 5) => countGoodTokens(db().read, id, 'reset_password', at);
      await issue(other.id, 'foreign', 'reset_password', NOON, 3);
      for (let n = 1; n <= 5; n++) await issue(id, `link ${n}`, 'reset_password', NOON + n, 3);
      const good = (n: number) => isGood(`link ${n}`, 'reset_password');
      expect([await good(2), await good(3), await good(4), await good(5)]).toEqual([
        false,
        true,
        true,
        true,
      ]);
      expect(await count()).toBe(3);
      expect(await count(NOON + 103)).toBe(2);
      expect(await countGoodTokens(db().read, id, 'verify_email', NOON)).toBe(0);
      expect(await spend('link 4', 'reset_password')).toBe(id);
      expect(await count()).toBe(0);
      expect(await good(5)).toBe(false);
      expect(await isGood('foreign', 'reset_password')).toBe(true);
    });
  });
