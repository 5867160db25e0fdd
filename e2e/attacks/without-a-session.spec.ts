import { randomBytes, randomUUID } from 'node:crypto';
import { encode } from 'next-auth/jwt';
import type { Database } from '@/db/database';
import { inputs, nobodys, staffInputs } from '../fixtures/action-inputs';
import { findServerAction, listServerActions } from '../fixtures/action-manifest';
import { hasParameter, listRoutes, pathWith } from '../fixtures/app-routes';
import { attack, expect, someOf, test } from '../fixtures/attack';
import { forEachAtOnce } from '../fixtures/at-once';
import { expectNoStack } from '../fixtures/no-stack';
import { withNewSession, type Person } from '../fixtures/person';
import { callAction } from '../fixtures/server-actions';
import { SESSION_COOKIE, sessionOf } from '../fixtures/session-cookie';
import { changeSession } from '../fixtures/session-rows';
import { run } from '../setup/run';

/** Those that answer everybody. */
const publicActions = ['signIn', 'signUp', 'askForPasswordReset', 'resetPassword', 'verifyEmail'];
/** Those that take no fields: an object is as good as any. */
const withoutFields = ['listCards', 'sendVerificationAgain'];
/** Those that take no input, or a form's, and end in a redirect. */
const redirectingActions = ['signInWithGitHub', 'signInWithGoogle'];

const junk: readonly (readonly unknown[])[] = [
  [],
  [null],
  [42],
  ['text'],
  [[]],
  [{ orderId: "' or 1=1 --", cardId: '../../etc/passwd', purchaseId: '1', shown: -1 }],
  [{ orderId: { $ne: null }, cardId: ['a'], purchaseId: {}, subject: 7, shown: { amount: 1e300 } }],
  [{ orderId: 'x'.repeat(100_000), cardId: 'x'.repeat(100_000) }],
];

const INVALID = { ok: false, code: 'invalid_input' };
const SIGNED_OUT = { ok: false, code: 'signed_out' };

const isObject = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const inBase64 = (value: unknown): string =>
  Buffer.from(JSON.stringify(value)).toString('base64url');

/** What might be taken for somebody's session. The last ones were made with the shop's own secret. */
async function forgedSessions(db: Database, person: Person): Promise<Record<string, string>> {
  const { id, sessionId } = person;
  const claims = { sub: id, sid: sessionId, exp: 9_999_999_999 };
  const secret = run.authSecret;
  const token = { sid: sessionId };
  const ended = await withNewSession(db, person, 'staff');
  await changeSession(db, ended.sessionId, { endedAt: Date.now() });
  const unseen = await withNewSession(db, person, 'staff');
  await changeSession(db, unseen.sessionId, { lastSeenAt: Date.now() - 365 * 24 * 60 * 60_000 });
  return {
    'a word': 'forged',
    'an empty one': '',
    'a token that nobody signed': `${inBase64({ alg: 'none' })}.${inBase64(claims)}.`,
    'an encrypted token without its key': `${inBase64({ alg: 'dir', enc: 'none' })}..${inBase64(claims)}..`,
    'a token of another secret': await sessionOf(person, randomBytes(32).toString('base64url')),
    'a token of the empty secret': await sessionOf(person, 'x'),
    'a token for another cookie': await encode({ secret, salt: 'other', token }),
    'a token that is over': await encode({ secret, salt: SESSION_COOKIE, token, maxAge: -3600 }),
    'a token of no session': await sessionOf({ sessionId: randomUUID() }, secret),
    'a copy from before its owner signed out': await sessionOf(ended, secret),
    'a copy that nobody has used for a year': await sessionOf(unseen, secret),
    'a token that names a person instead': await encode({
      secret,
      salt: SESSION_COOKIE,
      token: { sub: id, sessionEpoch: 0 },
    }),
    'a token of nothing': await encode({ secret, salt: SESSION_COOKIE, token: {} }),
  };
}

attack(
  'To act without being signed in',
  'every action of the build, those of the desk too, without a session, with junk for one, with tokens of other secrets, unsigned, over, of no session, copied before a sign-out and long unused; every address of the app without one',
  () => {
    test('every server action of the build is known to these tests', () => {
      const signedIn = [...Object.keys(inputs), ...Object.keys(staffInputs)];
      const known = [...signedIn, ...publicActions, ...redirectingActions];
      const built = listServerActions().map(({ name }) => name);
      expect([...new Set(built)].sort()).toEqual(known.sort());
    });

    test('no action is done for anybody without a session, or with what is none', async ({
      visit,
      db,
      staff,
      sessionCookie,
    }) => {
      const nobody = await visit();
      const sessions = await forgedSessions(db, staff);
      const cookies = [
        ['none', undefined] as const,
        ...Object.entries(sessions).map(([what, value]) => [what, value] as const),
      ];
      const calls = Object.entries({ ...inputs, ...staffInputs }).flatMap(([name, input], n) =>
        someOf(cookies, n).map(([what, value]) => ({ name, input: input(nobodys()), what, value })),
      );
      await forEachAtOnce(calls, async ({ name, input, what, value }) => {
        const cookie = value === undefined ? {} : { cookie: `${SESSION_COOKIE}=${value}` };
        const answer = await callAction(
          nobody,
          findServerAction(name),
          [staff.id, input],
          cookie as Record<string, string>,
        );
        expect([answer.status, answer.result], `${name} with ${what}`).toEqual([200, SIGNED_OUT]);
        expectNoStack(answer.text);
      });
      // A cookie that is one gets in by the same way: that the others do not is no accident.
      const headers = { cookie: `${SESSION_COOKIE}=${await sessionCookie(staff)}` };
      const args = [staff.id, {}];
      const answer = await callAction(nobody, findServerAction('listCards'), args, headers);
      expect(answer.result).toEqual({ ok: true, value: [] });
    });

    test('no address shows anything of anybody', async ({ visit, person, buyFor }) => {
      const { id, reference } = await buyFor(person);
      const nobody = await visit();
      const addresses = listRoutes()
        .filter(([first]) => first !== 'dev')
        .map((segments) => pathWith(segments, hasParameter(segments) ? id : ''));
      await forEachAtOnce(addresses, async (address) => {
        const answer = await nobody.get(address, { maxRedirects: 0 });
        const text = await answer.text();
        expect(answer.status(), address).toBeLessThan(500);
        for (const theirs of [reference, person.email, person.name]) {
          expect(text, address).not.toContain(theirs);
        }
      });
      expect((await nobody.get(`/api/orders/${id}?for=${person.id}`)).status()).toBe(401);
    });

    test('junk is answered as invalid, never with an error of ours', async ({ visit, person }) => {
      const visitor = await visit(person);
      const calls = Object.keys(inputs).flatMap((name, n) =>
        someOf(junk, n).map((args) => ({ name, args })),
      );
      await forEachAtOnce(calls, async ({ name, args }) => {
        const answer = await callAction(visitor, findServerAction(name), [person.id, ...args]);
        const isFine = withoutFields.includes(name) && isObject(args[0]);
        const what = `${name} with ${JSON.stringify(args).slice(0, 80)}`;
        expect(answer.status, what).toBe(200);
        expect(answer.result, what).toMatchObject(isFine ? { ok: true } : INVALID);
        expectNoStack(answer.text);
      });
    });

    test('junk from people who are not signed in is answered as invalid', async ({ visit }) => {
      const nobody = await visit();
      const odd = [...junk, [{ email: ['a'], password: {}, name: 1, next: {} }]];
      const calls = publicActions.flatMap((name, n) =>
        someOf(odd, n).map((args) => ({ name, args })),
      );
      await forEachAtOnce(calls, async ({ name, args }) => {
        const answer = await callAction(nobody, findServerAction(name), args);
        expect(answer.status, name).toBe(200);
        expect(answer.result, name).toMatchObject(INVALID);
        expectNoStack(answer.text);
      });
    });

    test('what ends in a redirect survives a call without a session and with junk', async ({
      visit,
    }) => {
      const nobody = await visit();
      const calls = redirectingActions.flatMap((name, n) =>
        someOf(junk.slice(0, -1), n).map((args) => ({ name, args })),
      );
      await forEachAtOnce(calls, async ({ name, args }) => {
        const answer = await callAction(nobody, findServerAction(name), args);
        expect(answer.status, name).toBeLessThan(500);
        expectNoStack(answer.text);
      });
    });
  },
);
