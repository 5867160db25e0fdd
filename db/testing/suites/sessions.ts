import { describe, expect, it } from 'vitest';
import type { Database } from '../../database';
import {
  deleteSessionsUnseenSince,
  endSession,
  endSessionsOf,
  findSession,
  listSessionsOf,
  noteVisit,
} from '../../queries/sessions';
import { expectRefusal } from '../refusal';
import { aSession, aUser, NOON } from '../rows';

export const sessionQueries = (db: () => Database) =>
  describe('sessions', () => {
    const endsOf = async (userId: string) =>
      (await listSessionsOf(db().read, userId)).map(({ endedAt }) => endedAt);

    it('are found by their id, with whose they are', async () => {
      const user = await aUser(db(), { role: 'staff' });
      const session = await aSession(db(), user, { provedBy: 'github' });
      expect(session).toMatchObject({
        userId: user.id,
        createdAt: NOON,
        lastSeenAt: NOON,
        provedAt: NOON,
        provedBy: 'github',
        endedAt: null,
      });
      expect(await findSession(db().read, session.id)).toEqual({ session, user });
      expect(await findSession(db().read, user.id)).toBeNull();
      expect(await findSession(db().read, '')).toBeNull();
    });

    it('keep whatever a browser calls itself', async () => {
      const user = await aUser(db());
      const userAgent = 'Mozilla\0 \uD83D ëÿ';
      const { id } = await aSession(db(), user, { userAgent });
      expect((await findSession(db().read, id))?.session.userAgent).toBe(userAgent);
    });

    it('belong to somebody', () => expectRefusal(aSession(db(), { id: 'nobody' }), 'foreign key'));

    it('note a visit once, however many saw the one before', async () => {
      const session = await aSession(db(), await aUser(db()));
      await db().transaction((tx) => noteVisit(tx, session, NOON + 5));
      await db().transaction((tx) => noteVisit(tx, session, NOON + 9));
      expect((await findSession(db().read, session.id))?.session.lastSeenAt).toBe(NOON + 5);
    });

    it('are ended one by one, for good, and by whose they are', async () => {
      const [mine, other] = [await aUser(db()), await aUser(db())];
      const session = await aSession(db(), mine);
      await aSession(db(), mine, { at: NOON - 1 });
      await db().transaction((tx) => endSession(tx, other.id, session.id, NOON + 1));
      expect(await endsOf(mine.id)).toEqual([null, null]);
      await db().transaction((tx) => endSession(tx, mine.id, session.id, NOON + 2));
      await db().transaction((tx) => endSession(tx, mine.id, session.id, NOON + 3));
      expect(await endsOf(mine.id)).toEqual([NOON + 2, null]);
      await db().transaction((tx) => noteVisit(tx, session, NOON + 4));
      expect((await findSession(db().read, session.id))?.session.lastSeenAt).toBe(NOON);
    });

    it('are ended all at once, and nobody else’s', async () => {
      const [mine, other] = [await aUser(db()), await aUser(db())];
      const first = await aSession(db(), mine);
      await aSession(db(), mine, { at: NOON - 1 });
      await aSession(db(), other);
      await db().transaction((tx) => endSession(tx, mine.id, first.id, NOON + 1));
      await db().transaction((tx) => endSessionsOf(tx, mine.id, NOON + 2));
      expect(await endsOf(mine.id)).toEqual([NOON + 1, NOON + 2]);
      expect(await endsOf(other.id)).toEqual([null]);
    });

    it('are deleted a bounded number at a time, those that nobody has visited for long', async () => {
      const user = await aUser(db());
      const long = 1_000_000;
      for (const ago of [0, 1, long, long + 1, long + 2]) {
        await aSession(db(), user, { at: NOON - ago });
      }
      const sweep = () => db().transaction((tx) => deleteSessionsUnseenSince(tx, NOON - long, 2));
      expect([await sweep(), await sweep(), await sweep()]).toEqual([2, 1, 0]);
      const left = await listSessionsOf(db().read, user.id);
      expect(left.map(({ createdAt }) => createdAt)).toEqual([NOON, NOON - 1]);
    });
  });
