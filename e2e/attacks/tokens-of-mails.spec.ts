import { randomBytes } from 'node:crypto';
import type { APIRequestContext } from 'playwright/test';
import { findUser } from '@/db/queries/users';
import { findServerAction } from '../fixtures/action-manifest';
import { attack, expect, samplesOf, someOf, test } from '../fixtures/attack';
import { anyText } from '../fixtures/any-text';
import { mailedLink, outboxMail } from '../fixtures/mailed-token';
import { mainText } from '../fixtures/main-text';
import { payToken } from '../fixtures/pay-token';
import { insertPerson, newName, type Person } from '../fixtures/person';
import type { Records } from '../fixtures/records';
import { callAction } from '../fixtures/server-actions';
import { run } from '../setup/run';

const NEW_PASSWORD = 'another print for every wall';
const OVER = { ok: false, code: 'link_over' };
const DONE = { ok: true };

const answerOf = async (visitor: APIRequestContext, name: string, ...args: unknown[]) =>
  (await callAction(visitor, findServerAction(name), args)).result;

const reset = (visitor: APIRequestContext, token: string) =>
  answerOf(visitor, 'resetPassword', { token, password: NEW_PASSWORD });

const verify = (visitor: APIRequestContext, token: string) =>
  answerOf(visitor, 'verifyEmail', { token });

const newestToken = async (records: Records, { id }: Person, kind: string): Promise<string> => {
  const mail = (await records.mailsOf(id)).findLast((one) => one.kind === kind);
  if (!mail) throw new Error(`no mail ${kind}`);
  return mailedLink(await outboxMail(mail.id)).token;
};

/** What a token is turned into by somebody who hopes that it is read carelessly. */
const bent = (token: string): string[] => [
  token.slice(0, -1),
  `${token}=`,
  `${token} `,
  ` ${token}`,
  `${token}\0`,
  token.toLowerCase(),
  token.toUpperCase(),
  [...token].reverse().join(''),
  // The last of 43 characters carries four bits: another one may be the same bytes.
  ...['A', 'E', 'w', '-'].map((last) => token.slice(0, -1) + last).filter((one) => one !== token),
];

attack(
  'A password or a proof by the token of a mail',
  'guessed, cut, padded and turned tokens, one used again, one of the other kind, one that somebody else was mailed, and many uses of one at once; looking at a link spends nothing',
  () => {
    test('no guess is a token', async ({ visit, person, records }) => {
      const stranger = await visit();
      await answerOf(stranger, 'askForPasswordReset', { email: person.email });
      const token = await newestToken(records, person, 'reset_password');
      const guesses = [
        ...bent(token),
        ...['', '0', 'null', 'undefined', '%', '*', '__proto__', person.id, person.email],
        ...Array.from({ length: 10 }, () => randomBytes(32).toString('base64url')),
      ];
      for (const guess of [...someOf(guesses, 0), ...samplesOf(anyText, 2)]) {
        for (const answer of [await reset(stranger, guess), await verify(stranger, guess)]) {
          // An empty one is no input.
          expect(answer, JSON.stringify(guess)).toMatchObject(
            guess === '' ? { code: 'invalid_input' } : OVER,
          );
        }
      }
      // The true one still is one: that the others are not is no accident.
      expect(await reset(stranger, token)).toMatchObject(DONE);
    });

    test('a token is good once, for its own purpose, and for its own person', async ({
      visit,
      person,
      records,
      db,
    }) => {
      const nobody = await visit();
      const stranger = await insertPerson(db, 'buyer', newName(), { isConfirmed: false });
      await answerOf(nobody, 'askForPasswordReset', { email: stranger.email });
      await answerOf(await visit(stranger), 'sendVerificationAgain', stranger.id, {});
      const theirReset = await newestToken(records, stranger, 'reset_password');
      const theirProof = await newestToken(records, stranger, 'verify_email');

      // Neither kind stands for the other.
      expect(await verify(nobody, theirReset)).toEqual(OVER);
      expect(await reset(nobody, theirProof)).toEqual(OVER);

      // Whoever is signed in while a link is used: it is of the person whom it was mailed to.
      const thief = await visit(person);
      const before = await findUser(db.read, person.id);
      expect(await verify(thief, theirProof)).toMatchObject(DONE);
      expect(await verify(thief, theirProof)).toEqual(OVER);
      expect(await reset(thief, theirReset)).toMatchObject(DONE);
      expect(await reset(thief, theirReset)).toEqual(OVER);
      expect(await findUser(db.read, person.id)).toEqual(before);
    });

    test('of many who use one at once, one does', async ({ visit, person, records }) => {
      const stranger = await visit();
      await answerOf(stranger, 'askForPasswordReset', { email: person.email });
      const token = await newestToken(records, person, 'reset_password');
      const answers = await Promise.all([1, 2, 3, 4].map(() => reset(stranger, token)));
      expect(answers.filter((answer) => (answer as { ok: boolean }).ok)).toHaveLength(1);
    });

    test('looking at a link spends nothing', async ({ visit, person, records }) => {
      const stranger = await visit();
      await answerOf(stranger, 'askForPasswordReset', { email: person.email });
      const token = await newestToken(records, person, 'reset_password');
      for (const method of ['GET', 'HEAD', 'GET']) {
        await stranger.fetch(`/reset-password?token=${token}`, { method });
      }
      expect(await reset(stranger, token)).toMatchObject(DONE);
    });
  },
);

attack(
  'Somebody else’s order by the link of a mail',
  'pay links that are changed, of another person, signed with another secret; a good one, opened by somebody else',
  () => {
    test('a link is good for its order, its person and its time', async ({
      visit,
      person,
      stranger,
      buyFor,
    }) => {
      const { id, reference } = await buyFor(person);
      const tomorrow = Date.now() + 24 * 60 * 60_000;
      const good = payToken(`${id}.${person.id}.${tomorrow}`, run.authSecret);
      const [owner, thief] = [await visit(person), await visit(stranger)];
      const look = async (visitor: APIRequestContext, token: string) => {
        const answer = await visitor.get(`/pay/${token}`);
        return { status: answer.status(), said: mainText(await answer.text()) };
      };

      const own = await look(owner, good);
      expect([own.status, own.said]).toEqual([200, expect.stringContaining(reference)]);
      const missing = await look(thief, 'nothing');
      expect(missing.status).toBe(404);
      const claim = `${id}.${stranger.id}.${tomorrow}`;
      for (const token of [
        good,
        claim,
        `${claim}.`,
        good.replace(person.id, stranger.id),
        payToken(claim, randomBytes(32).toString('base64url')),
        // Not even with the secret: the order is its buyer's.
        payToken(claim, run.authSecret),
        ...bent(good).map(encodeURIComponent),
      ]) {
        expect(await look(thief, token), token).toEqual(missing);
      }
    });
  },
);
