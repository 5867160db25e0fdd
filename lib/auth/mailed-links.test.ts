import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { listMails, type Mail } from '@/db/queries/mails';
import { listSessionsOf } from '@/db/queries/sessions';
import { findUser, linkProvider, type User } from '@/db/queries/users';
import { aSession, aUser } from '@/db/testing/rows';
import { database } from '../database';
import { compose } from '../mail/compose';
import { openFileShop } from '../testing/file-shop';
import { findOrLinkByProvider } from './provider-account';
import { mailPasswordReset, mailWayIn, resetPassword } from './reset-password';
import { signUp, signUpInput } from './sign-up';
import { tryPassword } from './try-password';
import { isGoodLink, sendVerificationAgain, verifyEmail } from './verify-email';

await openFileShop();

const HOUR = 60 * 60_000;
const PASSWORD = 'a print for every wall';

/** The newest first. */
const mailsTo = async (email: string): Promise<Mail[]> =>
  (await listMails(database().read, 1_000)).filter(({ recipient }) => recipient === email);

async function lastMailTo(email: string): Promise<Mail> {
  const [mail] = await mailsTo(email);
  if (!mail) throw new Error(`no mail to ${email}`);
  return mail;
}
const tokenIn = (mail: Mail): string =>
  /\?token=(\S+)/.exec(compose(mail, mail.createdAt).text)?.[1] ?? '';
const tokenTo = async (email: string): Promise<string> => tokenIn(await lastMailTo(email));

const newEmail = () => `ada-${randomUUID()}@example.com`;
async function signedUp(): Promise<User> {
  const email = newEmail();
  await signUp({ name: 'Ada', email, password: PASSWORD });
  return again(await lastMailTo(email));
}
async function again({ userId }: { userId: string }): Promise<User> {
  const user = await findUser(database().read, userId);
  if (!user) throw new Error('no such person');
  return user;
}
const isOver = (call: Promise<unknown>) =>
  expect(call).rejects.toMatchObject({ code: 'link_over' });

describe('an address', () => {
  it('is proved by the link that sign-up mails, once', async () => {
    const user = await signedUp();
    expect(user.emailVerifiedAt).toBeNull();
    expect(await mailsTo(user.email)).toMatchObject([{ kind: 'verify_email', userId: user.id }]);
    const token = await tokenTo(user.email);
    expect(await isGoodLink(token, 'verify_email')).toBe(true);
    // Looking is not using.
    expect(await isGoodLink(token, 'verify_email')).toBe(true);
    await verifyEmail({ token });
    expect((await again({ userId: user.id })).emailVerifiedAt).not.toBeNull();
    expect(await isGoodLink(token, 'verify_email')).toBe(false);
    await isOver(verifyEmail({ token }));
  });

  it('is proved within a day', async () => {
    const user = await signedUp();
    const mail = await lastMailTo(user.email);
    await isOver(verifyEmail({ token: tokenIn(mail) }, mail.createdAt + 24 * HOUR));
    await verifyEmail({ token: tokenIn(mail) }, mail.createdAt + 24 * HOUR - 1);
  });

  it('is proved by the newest link only', async () => {
    const user = await signedUp();
    const old = await tokenTo(user.email);
    await sendVerificationAgain(user);
    const token = await tokenTo(user.email);
    expect(token).not.toBe(old);
    await isOver(verifyEmail({ token: old }));
    await verifyEmail({ token });
  });

  it('is not mailed to without end, nor after it is proved', async () => {
    const user = await signedUp();
    for (let n = 0; n < 5; n++) await sendVerificationAgain(user);
    await expect(sendVerificationAgain(user)).rejects.toMatchObject({ code: 'too_many_tries' });
    expect(await mailsTo(user.email)).toHaveLength(6);
    await verifyEmail({ token: await tokenTo(user.email) });
    await sendVerificationAgain(await again({ userId: user.id }));
    expect(await mailsTo(user.email)).toHaveLength(6);
  });

  it('is not proved by a link for something else, or by junk', async () => {
    const user = await signedUp();
    await mailPasswordReset({ email: user.email });
    await isOver(verifyEmail({ token: await tokenTo(user.email) }));
    for (const junk of ['x', '💥', 'a'.repeat(43)]) await isOver(verifyEmail({ token: junk }));
    for (const junk of [undefined, '', 7, ['a'], 'a'.repeat(101)]) {
      expect(await isGoodLink(junk, 'verify_email')).toBe(false);
    }
  });

  it('has to be proved before another way in is linked to the account', async () => {
    const user = await signedUp();
    const account = { provider: 'github', providerAccountId: randomUUID() };
    const profile = { email: user.email, name: 'Ada' };
    expect(await findOrLinkByProvider(account, profile, user)).toBe('email_unverified');
    await verifyEmail({ token: await tokenTo(user.email) });
    const proved = await again({ userId: user.id });
    expect(await findOrLinkByProvider(account, profile, proved)).toEqual(proved);
  });

  it('that a provider told is asked about, and one that it did not tell is not', async () => {
    const signIn = (email: string | null) =>
      findOrLinkByProvider(
        { provider: 'github', providerAccountId: randomUUID() },
        { email, name: 'Ada' },
        null,
      );
    const email = newEmail();
    await signIn(email);
    expect(await mailsTo(email)).toMatchObject([{ kind: 'verify_email' }]);
    for (const none of [null, 'github-7@users.invalid', 'Ada@USERS.invalid']) {
      const nobody = (await signIn(none)) as User;
      expect(nobody.email).toMatch(/^github-[\w-]+@users\.invalid$/);
      await sendVerificationAgain(nobody);
      expect(await mailsTo(nobody.email)).toEqual([]);
    }
  });
});

describe('an account', () => {
  it.each([
    'x@users.invalid',
    'github-42@users.invalid',
    ' X@USERS.INVALID ',
    'x@more.users.invalid',
    'x@invalid.invalid',
  ])('is not made for %j, which nobody can have', (email) => {
    const input = { name: 'Ada', email, password: PASSWORD };
    expect(signUpInput.safeParse(input).error?.issues).toMatchObject([
      { message: 'email_invalid' },
    ]);
  });
  it.each(['x@invalid.example.com', 'x@notinvalid.com', 'invalid@example.com'])(
    'is made for %j',
    (email) =>
      expect(signUpInput.safeParse({ name: 'Ada', email, password: PASSWORD }).success).toBe(true),
  );

  it('of a provider has a name that can be seen, or its address for one', async () => {
    const nameOf = async (name: string | null, email: string | null) => {
      const account = { provider: 'github', providerAccountId: randomUUID() };
      const user = (await findOrLinkByProvider(account, { email, name }, null)) as User;
      return { name: user.name, email: user.email };
    };
    expect(await nameOf(' Ada ', newEmail())).toMatchObject({ name: 'Ada' });
    for (const name of [null, '', '\u200B', '\u202Eada', 'a'.repeat(81)]) {
      const made = await nameOf(name, newEmail());
      expect(made.name).toBe(made.email);
    }
  });
});

describe('a forgotten password', () => {
  const NEW = 'another print for every wall';
  const fits = async (email: string, password: string) =>
    (await tryPassword({ email, password }, { address: null, knownCookie: undefined })) !== null;

  it('is set anew with the mailed link, once, and every session ends', async () => {
    const user = await signedUp();
    await mailPasswordReset({ email: user.email });
    const token = await tokenTo(user.email);
    await aSession(database(), user);
    await aSession(database(), user);
    const at = Date.now();
    await resetPassword({ token, password: NEW }, at);
    expect(await fits(user.email, NEW)).toBe(true);
    expect(await fits(user.email, PASSWORD)).toBe(false);
    const after = await again({ userId: user.id });
    const sessions = await listSessionsOf(database().read, user.id);
    expect(sessions.map(({ endedAt }) => endedAt)).toEqual([at, at]);
    // Whoever read the mail has the address.
    expect(after.emailVerifiedAt).not.toBeNull();
    await isOver(resetPassword({ token, password: PASSWORD }));
    expect(await fits(user.email, NEW)).toBe(true);
  });

  it('is set by one of two who press at once', async () => {
    const user = await signedUp();
    await mailPasswordReset({ email: user.email });
    const token = await tokenTo(user.email);
    const done = await Promise.allSettled(
      [NEW, PASSWORD].map((password) => resetPassword({ token, password })),
    );
    expect(done.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('is set by the link that its owner has, however often somebody else asks after that', async () => {
    const user = await signedUp();
    await mailPasswordReset({ email: user.email });
    const token = await tokenTo(user.email);
    await Promise.all(Array.from({ length: 20 }, () => mailPasswordReset({ email: user.email })));
    // Two more, and none that would only fill the letter box.
    expect(await mailsTo(user.email)).toHaveLength(1 + 3);
    await resetPassword({ token, password: NEW });
    expect(await fits(user.email, NEW)).toBe(true);
  });

  it('is set by any of the links, and the others end with it', async () => {
    const user = await signedUp();
    for (let n = 0; n < 3; n++) await mailWayIn(user.email, Date.now());
    const [first, second, third] = (await mailsTo(user.email)).map(tokenIn) as [
      string,
      string,
      string,
    ];
    await resetPassword({ token: second, password: NEW });
    for (const token of [first, second, third])
      await isOver(resetPassword({ token, password: PASSWORD }));
    // Now none is out, and one is mailed again.
    await mailPasswordReset({ email: user.email });
    await resetPassword({ token: await tokenTo(user.email), password: PASSWORD });
  });

  it('has a good link in the letter box, or one comes, whenever its owner asks', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 12 }),
        async (pauses) => {
          // An address that is not confirmed gets six links a day, whoever asks.
          const user = await signedUp();
          await verifyEmail({ token: await tokenTo(user.email) });
          let at = Date.now();
          vi.useFakeTimers({ toFake: ['Date'], now: at });
          for (const minutes of pauses) {
            await mailWayIn(user.email, at);
            at += minutes * 60_000;
            vi.setSystemTime(at);
          }
          await mailWayIn(user.email, at);
          const tokens = (await mailsTo(user.email)).map(tokenIn);
          const good = await Promise.all(tokens.map((each) => isGoodLink(each, 'reset_password')));
          const goodOnes = good.filter(Boolean).length;
          expect(goodOnes).toBeGreaterThanOrEqual(1);
          expect(goodOnes).toBeLessThanOrEqual(3);
          vi.useRealTimers();
        },
      ),
      { numRuns: 10 },
    );
  });

  it('is set by its owner though strangers hash whatever they can', async () => {
    const user = await signedUp();
    await mailPasswordReset({ email: user.email });
    const token = await tokenTo(user.email);
    const strangers = Array.from({ length: 200 }, () =>
      signUp({ name: 'Eve', email: newEmail(), password: PASSWORD }),
    );
    const settled = Promise.allSettled(strangers);
    await resetPassword({ token, password: NEW });
    const outcomes = await settled;
    const codes = outcomes.flatMap((each) =>
      each.status === 'rejected' ? [each.reason as Error] : [],
    );
    expect(codes.length).toBeGreaterThan(100);
    for (const refusal of codes)
      expect(refusal).toMatchObject({ code: 'too_many_tries', detail: { retryAfter: 2 } });
  });

  it('makes no more than two hashes at once with one link', async () => {
    const user = await signedUp();
    await mailPasswordReset({ email: user.email });
    const token = await tokenTo(user.email);
    const many = Array.from({ length: 50 }, () => resetPassword({ token, password: NEW }));
    const codes = (await Promise.allSettled(many)).map((each) =>
      each.status === 'fulfilled' ? 'set' : (each.reason as { code: string }).code,
    );
    expect(codes.filter((code) => code === 'set')).toHaveLength(1);
    expect(codes.filter((code) => code === 'link_over').length).toBeLessThanOrEqual(1);
    expect(codes.filter((code) => code === 'too_many_tries').length).toBeGreaterThanOrEqual(48);
  });

  it('is set within an hour', async () => {
    const user = await signedUp();
    await mailPasswordReset({ email: user.email });
    const mail = await lastMailTo(user.email);
    const reset = (at: number) => resetPassword({ token: tokenIn(mail), password: NEW }, at);
    await isOver(reset(mail.createdAt + HOUR));
    await reset(mail.createdAt + HOUR - 1);
  });

  it('of nobody is answered the same, and mailed to nobody', async () => {
    const email = newEmail();
    const before = await listMails(database().read, 1_000);
    expect(await mailPasswordReset({ email })).toBeUndefined();
    expect(await listMails(database().read, 1_000)).toEqual(before);
  });

  it('is answered no sooner for an address without an account', async () => {
    const user = await signedUp();
    for (const email of [user.email, newEmail()]) {
      const start = performance.now();
      await mailPasswordReset({ email });
      // Timers may be a millisecond early.
      expect(performance.now() - start).toBeGreaterThanOrEqual(398);
    }
  });

  it('of somebody who never had one is a mail that says how they sign in', async () => {
    const user = await aUser(database());
    const account = { provider: 'google', providerAccountId: randomUUID() };
    await database().transaction((tx) => linkProvider(tx, user.id, account, Date.now()));
    await mailPasswordReset({ email: user.email });
    const mail = await lastMailTo(user.email);
    expect(mail).toMatchObject({ kind: 'reset_password', data: { providers: ['google'] } });
    expect(tokenIn(mail)).toBe('');
    for (let n = 1; n <= 9; n++) await mailWayIn(user.email, Date.now() + n);
    expect(await mailsTo(user.email)).toHaveLength(3);
  });
});

describe('what is stored', () => {
  it('opens nothing: neither the mail nor its token’s row holds the token', async () => {
    const user = await signedUp();
    await mailPasswordReset({ email: user.email });
    const tokens = (await mailsTo(user.email)).map(tokenIn);
    const { mails, emailTokens } = database().read.tables;
    const stored = JSON.stringify([
      await database().read.select().from(mails),
      await database().read.select().from(emailTokens),
    ]);
    expect(tokens).toHaveLength(2);
    for (const token of tokens) expect(stored).not.toContain(token);
  });
});
