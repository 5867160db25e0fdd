import { randomUUID } from 'node:crypto';
import { attack, expect, test } from '../fixtures/attack';
import { newAddress } from '../fixtures/visitor-address';
import { wordFrom, wordOf } from '../fixtures/server-actions';
import { run } from '../setup/run';

const WRONG = 'a wall for every print';
const TRIES = 60;
const SIGN_UPS = run.thorough ? 60 : 6;

const newcomer = () => ({ name: 'Eve', email: `${randomUUID()}@example.com`, password: WRONG });

const times = <T>(many: number, once: () => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: many }, once));

const REFUSED = ['wrong_credentials', 'too_many_tries'];

attack(
  'To lock others out by wrong tries',
  'sixty wrong passwords at one account and as many sign-ups, at once, from one address, from as many, and where visitors are not told apart: meanwhile and afterwards the owner’s own browser is in at once, any other with the right password as well, newcomers sign up and buyers buy',
  () => {
    // Told apart is tried try by try in lib/auth/try-password.test.ts; the other is how a shop comes.
    for (const told of run.thorough ? [true, false] : [false]) {
      test(`where visitors are ${told ? 'told apart' : 'one to the shop'}`, async ({
        visit,
        person,
        stranger,
        address,
        buyFor,
      }) => {
        const at = told ? address : null;
        const owner = await visit(null, at);
        const right = { email: person.email, password: person.password };
        expect(await wordOf(owner, 'signIn', right)).toBe('led on');

        const bad = await visit(null, at);
        const wrong = { email: person.email, password: WRONG };
        const signUps = times(SIGN_UPS, () => wordOf(bad, 'signUp', newcomer()));
        const fromOne = times(told ? TRIES / 2 : TRIES, () => wordOf(bad, 'signIn', wrong));
        const fromMany = times(told ? TRIES / 2 : 0, () =>
          wordFrom(newAddress(), bad, 'signIn', wrong),
        );
        expect(await wordOf(owner, 'signIn', right)).toBe('led on');
        await buyFor(stranger);

        for (const answer of [...(await fromOne), ...(await fromMany)]) {
          expect(REFUSED).toContain(answer);
        }
        for (const answer of await signUps) expect(['led on', 'too_many_tries']).toContain(answer);

        const others = told ? newAddress() : null;
        const [ownBrowser, otherBrowser, joins] = await Promise.all([
          wordOf(owner, 'signIn', right),
          wordOf(await visit(null, others), 'signIn', right),
          wordOf(await visit(null, others), 'signUp', newcomer()),
        ]);
        expect([ownBrowser, otherBrowser, joins]).toEqual(['led on', 'led on', 'led on']);
      });
    }
  },
);
