import { join } from 'node:path';
import fc from 'fast-check';
import { inputs, nobodys, staffInputs } from '../fixtures/action-inputs';
import { findServerAction } from '../fixtures/action-manifest';
import { anyText, troublesomeParts, troublesomeTexts, withText } from '../fixtures/any-text';
import { listDeskRoutes } from '../fixtures/desk-routes';
import { expectNoStack } from '../fixtures/no-stack';
import { insertPerson } from '../fixtures/person';
import { callAction } from '../fixtures/server-actions';
import { expect, test } from '../fixtures/test';
import { deliver, eventAbout } from '../fixtures/webhook';
import { SignInPage } from '../pages/sign-in-page';

/** Every address of the app, as its folders have it: a new one joins by itself. */
const routes = listDeskRoutes(join(process.cwd(), 'app'), []).map(({ segments }) =>
  segments.filter((segment) => !segment.startsWith('(')),
);
const isParameter = (segment: string) => segment.startsWith('[');
const pathWith = (segments: readonly string[], part: string) =>
  `/${segments.map((segment) => (isParameter(segment) ? part : segment)).join('/')}`;

const queryOf = (part: string) =>
  ['q', 'page', 'show', 'order', 'product', 'token', 'next', 'error', 'setup_intent', 'added']
    .map((name) => `${name}=${part}`)
    .join('&');

const encoded = anyText.map((text) => encodeURIComponent(text.replace(/\p{Cs}/gu, '?')));
const sample = <T>(of: fc.Arbitrary<T>, count: number): T[] => fc.sample(of, { numRuns: count });

test('whatever stands in an address, there is an answer', async ({ db, page, context }) => {
  const staff = await insertPerson(db, 'staff');
  await new SignInPage(page).enterAs(staff);
  const withParameter = routes.filter((segments) => segments.some(isParameter));
  expect(withParameter.length).toBeGreaterThan(5);
  const addresses = [
    ...withParameter.flatMap((segments) =>
      [...troublesomeParts, ...sample(encoded, 3)].map((part) => pathWith(segments, part || 'x')),
    ),
    ...routes.flatMap((segments) =>
      ['a%00%ED%A0%80%FF', '%0D%0A%E2%80%AE', ...sample(encoded, 1)].map(
        (part) => `${pathWith(segments, 'x')}?${queryOf(part)}`,
      ),
    ),
  ];
  for (const address of addresses) {
    const answer = await context.request.get(address, { maxRedirects: 0 });
    expect(answer.status(), address).toBeLessThan(500);
    expectNoStack(await answer.text());
  }
});

const publicInputs = {
  signIn: { email: '', password: '', next: '' },
  signUp: { name: '', email: '', password: '', next: '' },
  askForPasswordReset: { email: '' },
  resetPassword: { token: '', password: '' },
  verifyEmail: { token: '' },
};

test('whatever text an action is given, it answers with a code', async ({ db, page, address }) => {
  await new SignInPage(page).enterAs(await insertPerson(db, 'staff'));
  const known = {
    ...Object.fromEntries(
      Object.entries({ ...inputs, ...staffInputs }).map(([name, of]) => [name, of(nobodys())]),
    ),
    ...publicInputs,
  };
  const texts = [...troublesomeTexts.slice(0, 4), ...sample(anyText, 2)];
  for (const [name, input] of Object.entries(known)) {
    for (const text of Object.keys(input).length === 0 ? [''] : texts) {
      const headers = { 'x-forwarded-for': address };
      const args = [withText(input, text)];
      const answer = await callAction(page.request, findServerAction(name), args, headers);
      const what = `${name} ${JSON.stringify(args)}`;
      expect(answer.status, what).toBeLessThan(500);
      expect(answer.result, what).not.toMatchObject({ code: 'internal' });
      expectNoStack(answer.text);
    }
  }
});

test('the desk shows an event of any text as it was sent', async ({ db, page, request }) => {
  const event = eventAbout('something.new\0\u202E', { id: 'x', text: 'a\0b\uD800 \u202Emoc' });
  expect((await deliver(request, JSON.stringify(event))).status()).toBe(200);
  await new SignInPage(page).enterAs(await insertPerson(db, 'staff'));
  await page.goto('/desk/inbox');
  await page.getByRole('link', { name: 'something.new\\u0000\\u202e' }).first().click();
  await expect(page.getByRole('group', { name: 'Payload' })).toContainText(
    '"text": "a\\u0000b\\ud800 \\u202emoc"',
  );
});
