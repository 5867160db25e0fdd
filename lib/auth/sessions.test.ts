import { randomUUID } from 'node:crypto';
import { ResponseCookies } from 'next/dist/compiled/@edge-runtime/cookies';
import { NextRequest } from 'next/server';
import { encode } from 'next-auth/jwt';
import { describe, expect, it } from 'vitest';
import { endSession, endSessionsOf, findSession, listSessionsOf } from '@/db/queries/sessions';
import { linkProvider, setEmailVerified, setPassword, type User } from '@/db/queries/users';
import { aUser } from '@/db/testing/rows';
import { database } from '../database';
import { env } from '../env';
import { openFileShop } from '../testing/file-shop';
import { beginSession, type Entrance } from './begin-session';
import { hashPassword } from './password';
import { refuseWithoutProof } from './proof';
import { answerProvider } from './provider-endpoint';
import { enterByProvider } from './provider-entrance';
import { clearSessionCookie, sessionIdIn } from './session-cookie';
import { tryPassword } from './try-password';
import { findLiveSession, type SignedIn } from './signed-in';

await openFileShop();

const NAME = 'authjs.session-token';
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const PASSWORD = 'a print for every wall';

const by = ({ id }: User, given: Partial<Entrance> = {}): Entrance => ({
  userId: id,
  provedBy: 'password',
  ...given,
});

async function begun(
  user: User,
  {
    at,
    before = null,
    entrance = by(user),
  }: { at?: number; before?: SignedIn | null; entrance?: Entrance } = {},
): Promise<SignedIn> {
  const id = await beginSession(entrance, { userAgent: 'A browser', before }, at);
  const found = id && (await findSession(database().read, id));
  if (!found) throw new Error('no session began');
  return found;
}

const isGood = async ({ session }: SignedIn, at?: number) =>
  (await findLiveSession(session.id, at)) !== null;

const tokenOf = (token: Record<string, unknown>, secret = env().authSecret) =>
  encode({ secret, salt: NAME, token, maxAge: 3600 });

const jarWith = (value: string) => {
  const jar = new ResponseCookies(new Headers());
  jar.set(NAME, value);
  return jar;
};

/** What next-auth's own address says to a browser with this cookie. */
const ask = async (path: string, token: string) => {
  const headers = { cookie: `${NAME}=${token}` };
  const answer = await answerProvider(new NextRequest(new URL(path, env().appUrl), { headers }));
  return {
    status: answer.status,
    text: await answer.text(),
    cookies: answer.headers.getSetCookie(),
  };
};

describe('a session', () => {
  it('is of a browser, and begins with a proof', async () => {
    const user = await aUser(database());
    const id = await beginSession(by(user), { userAgent: 'x'.repeat(10_000), before: null }, 5);
    const found = id && (await findSession(database().read, id));
    expect(found && found.session).toMatchObject({
      userAgent: 'x'.repeat(300),
      createdAt: 5,
      lastSeenAt: 5,
      endsAt: 5 + 180 * DAY,
      provedAt: 5,
      provedBy: 'password',
    });
  });

  it('of staff is shorter', async () => {
    const staff = await begun(await aUser(database(), { role: 'staff' }), { at: 5 });
    expect(staff.session.endsAt).toBe(5 + 7 * DAY);
    expect(await isGood(staff, 5 + 11 * 60 * MINUTE)).toBe(true);
    expect(await isGood(staff, 5 + 12 * 60 * MINUTE)).toBe(false);
  });

  it('takes the place of the one that the browser had, and of no other', async () => {
    const user = await aUser(database());
    const [here, elsewhere] = [await begun(user), await begun(user)];
    const next = await begun(user, { before: here });
    expect([await isGood(here), await isGood(elsewhere), await isGood(next)]).toEqual([
      false,
      true,
      true,
    ]);
  });

  it('does not begin with a password that was changed while it was checked', async () => {
    const passwordHash = await hashPassword(PASSWORD);
    const user = await aUser(database(), { passwordHash });
    const browser = { address: null, knownCookie: undefined };
    const right = await tryPassword({ email: user.email, password: PASSWORD }, browser);
    if (!right) throw new Error('the password does not fit');
    const entrance = by(user, { passwordHash: right.user.passwordHash });
    await database().transaction((tx) => setPassword(tx, user.id, 'another hash'));
    expect(await beginSession(entrance, { userAgent: null, before: null })).toBeNull();
    expect(await listSessionsOf(database().read, user.id)).toEqual([]);
  });
});

describe('the cookie', () => {
  it('is worth nothing once its row has ended, though it was copied before', async () => {
    const user = await aUser(database());
    const { session } = await begun(user);
    const copy = await tokenOf({ sid: session.id });
    expect(await sessionIdIn(jarWith(copy))).toBe(session.id);
    const good = await ask('/api/auth/session', copy);
    expect(Object.keys(JSON.parse(good.text) as object)).toEqual(['expires']);

    await database().transaction((tx) => endSession(tx, user.id, session.id, Date.now()));
    expect(await findLiveSession(session.id)).toBeNull();
    const over = await ask('/api/auth/session', copy);
    expect([over.status, over.text]).toEqual([200, 'null']);
    // It is taken away, and no other one is given for it.
    expect(over.cookies.filter((line) => line.startsWith(`${NAME}=`))).toEqual([
      expect.stringMatching(/^authjs\.session-token=; .*Max-Age=0/),
    ]);
  });

  it.each([
    ['from before sessions were rows', async (user: User) => ({ sub: user.id, sessionEpoch: 0 })],
    ['of a session that is not there', async () => ({ sid: randomUUID() })],
    ['that names a person', async (user: User) => ({ sid: user.id })],
    ['that names anything else', async () => ({ sid: { $ne: null } })],
    [
      'of a session without a visit for thirty days',
      async (user: User) => ({
        sid: (await begun(user, { at: Date.now() - 30 * DAY })).session.id,
      }),
    ],
  ])('%s is nobody’s, and is not revived', async (_what, token) => {
    const made = await tokenOf(await token(await aUser(database())));
    const sessionId = await sessionIdIn(jarWith(made));
    expect(sessionId && (await findLiveSession(sessionId))).toBeNull();
    expect((await ask('/api/auth/session', made)).text).toBe('null');
  });

  it('is none where it was not made by us', async () => {
    const { session } = await begun(await aUser(database()));
    const other = await tokenOf({ sid: session.id }, 'another secret of more than 32 characters');
    for (const junk of [other, 'x', 'a.b.c.d.e', '\0', '%', other.slice(0, -1)]) {
      expect(await sessionIdIn(jarWith(junk))).toBeNull();
    }
  });

  it('is cleared by us alone: the library would do so where the row could not be ended', async () => {
    const { session } = await begun(await aUser(database()));
    const answer = await ask('/api/auth/signout', await tokenOf({ sid: session.id }));
    expect([answer.status, answer.cookies]).toEqual([404, []]);
    const jar = jarWith('x');
    clearSessionCookie(jar);
    expect(jar.toString()).toMatch(/^authjs\.session-token=; Path=\/; .*Max-Age=0/);
  });
});

describe('signing out everywhere', () => {
  it('ends the sessions of one person', async () => {
    const [user, other] = [await aUser(database()), await aUser(database())];
    const [first, second, theirs] = [await begun(user), await begun(user), await begun(other)];
    await database().transaction((tx) => endSessionsOf(tx, user.id, Date.now()));
    expect([await isGood(first), await isGood(second), await isGood(theirs)]).toEqual([
      false,
      false,
      true,
    ]);
  });
});

describe('a proof', () => {
  it('is asked for again after half an hour, in the ways that a person has', async () => {
    const staff = await aUser(database(), { role: 'staff', passwordHash: 'a hash' });
    const at = Date.now();
    const signedIn = await begun(staff, { at });
    await refuseWithoutProof(signedIn, at + 30 * MINUTE - 1);
    const refused = refuseWithoutProof(signedIn, at + 30 * MINUTE);
    await expect(refused).rejects.toMatchObject({
      code: 'prove_again',
      detail: { proveBy: { password: true, provider: false } },
    });
  });

  const profile = { email: null, name: null };
  const gitHub = () => ({ provider: 'github', providerAccountId: randomUUID() }) as const;

  async function linked(): Promise<{ user: User; account: ReturnType<typeof gitHub> }> {
    const [user, account] = [await aUser(database()), gitHub()];
    await database().transaction((tx) => linkProvider(tx, user.id, account, 5));
    return { user, account };
  }

  it('is given by a provider whose account is linked', async () => {
    const { user, account } = await linked();
    const signedIn = await begun(user, { at: 5 });
    const entered = await enterByProvider(account, profile, signedIn, 5 + 60 * MINUTE);
    expect(entered).toMatchObject({ entrance: { userId: user.id, provedBy: 'github' }, user });
  });

  it('is not given by linking an account, and linking wants one that is still good', async () => {
    const user = await aUser(database());
    await database().transaction((tx) => setEmailVerified(tx, user.id, 5));
    const at = Date.now();
    const signedIn = await begun({ ...user, emailVerifiedAt: 5 }, { at });
    const [late, soon] = [gitHub(), gitHub()];
    expect(await enterByProvider(late, profile, signedIn, at + 30 * MINUTE)).toEqual({
      path: '/sign-in?error=prove_again&next=%2F',
    });
    // Nothing was linked by that.
    expect(await enterByProvider(late, profile, null)).not.toMatchObject({ user: { id: user.id } });

    const entered = await enterByProvider(soon, profile, signedIn, at + 29 * MINUTE);
    if ('path' in entered) throw new Error(entered.path);
    const { entrance } = entered;
    const next = await begun(user, { at: at + 29 * MINUTE, before: signedIn, entrance });
    expect(next.session).toMatchObject({ provedAt: at, provedBy: 'password' });
  });
});
