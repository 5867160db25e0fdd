import { inputs, nobodys, staffInputs } from '../fixtures/action-inputs';
import { findServerAction } from '../fixtures/action-manifest';
import { anyText, troublesomeParts, troublesomeTexts, withText } from '../fixtures/any-text';
import { attack, expect, samplesOf, someOf, test } from '../fixtures/attack';
import { forEachAtOnce } from '../fixtures/at-once';
import { hasParameter, listRoutes, pathWith } from '../fixtures/app-routes';
import { expectNoStack } from '../fixtures/no-stack';
import { callAction } from '../fixtures/server-actions';
import { deliver, eventAbout } from '../fixtures/webhook';
import { run } from '../setup/run';

const routes = listRoutes();

const queryOf = (part: string) =>
  ['q', 'page', 'show', 'order', 'product', 'token', 'next', 'error', 'setup_intent', 'added']
    .map((name) => `${name}=${part}`)
    .join('&');

const troublesomeQueries = ['a%00%ED%A0%80%FF', '%0D%0A%E2%80%AE', '%uD800%zz'];

const encoded = anyText.map((text) => encodeURIComponent(text.replace(/\p{Cs}/gu, '?')));

const publicInputs = {
  signIn: { email: '', password: '', next: '' },
  signUp: { name: '', email: '', password: '', next: '' },
  askForPasswordReset: { email: '' },
  resetPassword: { token: '', password: '' },
  verifyEmail: { token: '' },
};

attack(
  'To break the shop with a text',
  'NUL, halves of surrogate pairs, line ends, signs that turn the writing round and any others, in every part of every address, every field of every action and in signed events',
  () => {
    test('whatever stands in an address, there is an answer', async ({ visit, staff }) => {
      const desk = await visit(staff);
      const withParameter = routes.filter(hasParameter);
      expect(withParameter.length).toBeGreaterThan(5);
      const addresses = [
        ...withParameter.flatMap((segments, n) =>
          [...someOf(troublesomeParts, n), ...samplesOf(encoded, run.thorough ? 1 : 0)].map(
            (part) => pathWith(segments, part || 'x'),
          ),
        ),
        ...routes.flatMap((segments, n) =>
          [...someOf(troublesomeQueries, n), ...samplesOf(encoded, run.thorough ? 1 : 0)].map(
            (part) => `${pathWith(segments, 'x')}?${queryOf(part)}`,
          ),
        ),
      ];
      await forEachAtOnce(addresses, async (address) => {
        const answer = await desk.get(address, { maxRedirects: 0 });
        expect(answer.status(), address).toBeLessThan(500);
        expectNoStack(await answer.text());
      });
    });

    test('whatever text an action is given, it answers with a code', async ({ visit, staff }) => {
      const desk = await visit(staff);
      const signedIn = Object.entries({ ...inputs, ...staffInputs }).map(([name, of]) => ({
        name,
        input: of(nobodys()),
        before: [staff.id],
      }));
      const forAll = Object.entries(publicInputs).map(([name, input]) => ({
        name,
        input: input,
        before: [],
      }));
      const calls = [...signedIn, ...forAll].flatMap(({ name, input, before }, n) => {
        const texts = [...someOf(troublesomeTexts, n), ...samplesOf(anyText, 1)];
        const tried = Object.keys(input).length === 0 ? [''] : texts;
        return tried.map((text) => ({ name, args: [...before, withText(input, text)] }));
      });
      await forEachAtOnce(calls, async ({ name, args }) => {
        const answer = await callAction(desk, findServerAction(name), args);
        const what = `${name} ${JSON.stringify(args)}`;
        expect(answer.status, what).toBeLessThan(500);
        expect(answer.result, what).not.toMatchObject({ code: 'internal' });
        expectNoStack(answer.text);
      });
    });

    test('whatever a person is called, for whom a page was drawn, it is nobody', async ({
      visit,
      person,
    }) => {
      const visitor = await visit(person);
      await forEachAtOnce(
        [...someOf(troublesomeTexts, 0), ...samplesOf(anyText, 3)],
        async (text) => {
          const { status, result } = await callAction(visitor, findServerAction('listCards'), [
            text,
            {},
          ]);
          const told = { text: JSON.stringify(text), status, result };
          expect(told).toMatchObject({ status: 200, result: { code: 'other_person' } });
        },
      );
    });

    test('whatever a signed event holds, it is taken in, or refused as no event', async ({
      visit,
      records,
    }) => {
      const stripe = await visit();
      await forEachAtOnce(
        [...someOf(troublesomeTexts, 1), ...samplesOf(anyText, 3)],
        async (text) => {
          const event = eventAbout('something.new', { id: 'x', text });
          const what = JSON.stringify(text);
          expect((await deliver(stripe, JSON.stringify(event))).status(), what).toBe(200);
          expect((await records.inboxRow(event.id))?.payload, what).toMatchObject({
            data: { object: { text } },
          });
          for (const field of ['type', 'id', 'object', 'api_version']) {
            const odd = JSON.stringify({
              ...eventAbout('customer.created', { id: 'x' }),
              [field]: text,
            });
            expect((await deliver(stripe, odd)).status(), `${field} ${what}`).toBeLessThan(500);
          }
        },
      );
    });
  },
);
