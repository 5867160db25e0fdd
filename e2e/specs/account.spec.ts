import { randomUUID } from 'node:crypto';
import { answered } from '../pages/answered';
import { SignInPage } from '../pages/sign-in-page';
import { SignUpPage } from '../pages/sign-up-page';
import { SiteHeader } from '../pages/site-header';
import { listSessionsOf } from '@/db/queries/sessions';
import { PASSWORD, emailOf, newName } from '../fixtures/person';
import { signIn } from '../fixtures/session';
import { cookieAt, readSession, sessionCookieAt } from '../fixtures/session-cookie';
import { findServerAction } from '../fixtures/action-manifest';
import { callAction } from '../fixtures/server-actions';
import { KNOWN_COOKIE } from '@/lib/auth/known-browser';
import { expect, test as base } from '../fixtures/test';
import { run } from '../setup/run';

// As lib/auth/auth-limits.ts has it: tries at one account that nobody waits for, and sign-ups from one address.
const SIGN_INS = 5;
const SIGN_UPS = 20;

/**
 * One try as the page's form makes it, from the same address. All but the last of many are made so: typing twenty
 * times into a form proves the form twenty times, and outlasts a test where the machine is busy.
 */
const test = base.extend<{ tryAction: (name: string, input: unknown) => Promise<unknown> }>({
  tryAction: async ({ request, address }, use) =>
    use(async (name, input) => {
      const from = { 'x-forwarded-for': address };
      return (await callAction(request, findServerAction(name), [input], from)).result;
    }),
});

const WRONG = 'Email and password do not belong together.';

test('somebody signs up, out and in again', async ({ page }) => {
  const name = newName();
  const account = { name, email: emailOf(name), password: PASSWORD };
  const header = new SiteHeader(page);
  const signUp = new SignUpPage(page);

  await signUp.open();
  await signUp.submit(account);
  await expect(page).toHaveURL('/');
  await expect(header.account).toContainText(name);

  await header.signOut();
  await expect(header.signIn).toBeVisible();
  await page.goto('/orders');
  await expect(page).toHaveURL('/sign-in?next=%2Forders');

  // Whoever types an address writes it as they like.
  await new SignInPage(page).submit({ ...account, email: ` ${account.email.toUpperCase()} ` });
  await expect(page).toHaveURL('/orders');
  await expect(header.account).toContainText(name);
});

test('sign-up says what is wrong beside the field and keeps what was typed', async ({ page }) => {
  const signUp = new SignUpPage(page);
  await signUp.open();
  await signUp.submit({ name: 'Ada', email: 'not an address', password: 'short' });

  await expect(signUp.email).toHaveAccessibleDescription(/Enter an email address such as/);
  await expect(signUp.password).toHaveAccessibleDescription(/Use at least 10 characters/);
  await expect(signUp.email).toBeFocused();
  await expect(signUp.name).toHaveValue('Ada');
  await expect(signUp.email).toHaveValue('not an address');
});

test('an address is taken once', async ({ page, person }) => {
  const signUp = new SignUpPage(page);
  await signUp.open();
  await signUp.submit({ ...person, name: 'Somebody else' });
  await expect(signUp.alert).toContainText('There is an account with this email address already.');
});

test('sign-in does not tell whether an account exists', async ({ page, person }) => {
  const signIn = new SignInPage(page);
  await signIn.open();
  await signIn.submit({ ...person, password: 'not the password' });
  await expect(signIn.alert).toHaveText(WRONG);
  await expect(signIn.email).toHaveValue(person.email);

  await page.reload();
  await signIn.submit({ email: `nobody-${randomUUID()}@example.com`, password: PASSWORD });
  await expect(signIn.alert).toHaveText(WRONG);
});

test('other tests begin with the session that signing in gives', async ({
  page,
  person,
  db,
  openBrowser,
}) => {
  const sessionCookie = sessionCookieAt(run.appUrl);
  await new SignInPage(page).enterAs(person);
  const other = await openBrowser();
  await signIn(other.context, person);
  const [real, ours] = await Promise.all(
    [page.context(), other.context].map(async (context) => {
      const all = await context.cookies();
      const cookie = all.find(({ name }) => name === sessionCookie);
      if (!cookie) throw new Error('there is no session');
      const { iat, exp, jti, sid, ...rest } = await readSession(
        cookie.value,
        run.authSecret,
        sessionCookie,
      );
      expect([typeof iat, typeof exp, typeof jti]).toEqual(['number', 'number', 'string']);
      const { name, domain, path, httpOnly, secure, sameSite } = cookie;
      const days = Math.round((cookie.expires - Date.now() / 1_000) / 86_400);
      const row = (await listSessionsOf(db.read, person.id)).find(({ id }) => id === sid);
      if (!row) throw new Error('there is no row of this session');
      const { provedBy, endedAt, createdAt } = row;
      const lasts = row.endsAt - createdAt;
      const begins = [row.provedAt - createdAt, row.lastSeenAt - createdAt];
      return {
        cookie: { name, domain, path, httpOnly, secure, sameSite, days },
        token: rest,
        row: { provedBy, endedAt, lasts, begins },
      };
    }),
  );
  expect(ours).toEqual(real);
  // The id of the row, and what the library puts beside it.
  expect(real?.token).toEqual({});
});

test('signing out everywhere ends the sessions of other browsers', async ({
  page,
  person,
  openBrowser,
}) => {
  await new SignInPage(page).enterAs(person);
  const other = await openBrowser();
  await new SignInPage(other.page).enterAs(person);

  await new SiteHeader(page).signOut({ everywhere: true });
  await expect(new SiteHeader(page).signIn).toBeVisible();

  await other.page.goto('/orders');
  await expect(other.page).toHaveURL('/sign-in?next=%2Forders');
});

test('signing out here leaves other browsers signed in', async ({ page, person, openBrowser }) => {
  await new SignInPage(page).enterAs(person);
  const other = await openBrowser();
  await new SignInPage(other.page).enterAs(person);

  await new SiteHeader(page).signOut();
  await expect(new SiteHeader(page).signIn).toBeVisible();

  await other.page.goto('/orders');
  await expect(new SiteHeader(other.page).account).toContainText(person.name);
});

test('guessing a password shuts nobody out who knows it, and a browser that was here is known', async ({
  page,
  person,
  tryAction,
}) => {
  const signInPage = new SignInPage(page);
  const guess = { email: person.email, password: 'a guess' };
  const header = new SiteHeader(page);
  for (let tries = 1; tries <= SIGN_INS + 1; tries++) {
    expect(await tryAction('signIn', guess)).toEqual({ ok: false, code: 'wrong_credentials' });
  }
  for (const visit of ['first', 'second']) {
    await signInPage.open();
    await answered(page, () => signInPage.submit({ ...person, password: `${visit} mistake` }));
    await expect(signInPage.alert).toHaveText(WRONG);
    await signInPage.submit(person);
    await expect(header.account).toContainText(person.name);
    await header.signOut();
    await expect(header.signIn).toBeVisible();
  }
  // More at once than may wait: those are refused, and told so in seconds.
  const many = await Promise.all(Array.from({ length: 8 }, () => tryAction('signIn', guess)));
  const refusal = { ok: false, code: 'too_many_tries', retryAfter: 2 };
  expect(many).toContainEqual(refusal);
  expect(await tryAction('signIn', { ...guess, password: person.password })).toBeUndefined();

  const cookies = await page.context().cookies();
  const known = cookies.find(({ name }) => name === cookieAt(run.appUrl, KNOWN_COOKIE));
  expect(known).toMatchObject({ httpOnly: true, sameSite: 'Lax' });
  expect(known?.value).not.toContain(person.id);
});

test('one address makes a limited number of accounts', async ({ page, person, tryAction }) => {
  // Refused for its address, but counted all the same: guessing which ones are taken is a try too.
  const taken = { name: 'Ada', email: person.email, password: PASSWORD };
  for (let tries = 1; tries < SIGN_UPS; tries++) {
    expect(await tryAction('signUp', taken)).toEqual({ ok: false, code: 'email_taken' });
  }
  const signUp = new SignUpPage(page);
  await signUp.open();
  await answered(page, () => signUp.submit(taken));
  await expect(signUp.alert).toContainText('There is an account');
  const name = newName();
  await signUp.submit({ name, email: emailOf(name), password: PASSWORD });
  await expect(signUp.alert).toHaveText(/^There were too many tries to sign up/);
});

test('private pages ask for sign-in and lead back to where one wanted to go', async ({
  page,
  person,
}) => {
  for (const path of ['/wallet', '/orders', '/checkout?product=tideline', '/desk']) {
    await page.goto(path);
    await expect(page).toHaveURL(`/sign-in?next=${encodeURIComponent(path)}`);
  }
  await page.goto('/checkout?product=tideline');
  await new SignInPage(page).submit(person);
  await expect(page).toHaveURL('/checkout?product=tideline');
});

test('sign-in leads to no other site', async ({ page, person }) => {
  const signIn = new SignInPage(page);
  await signIn.open('//evil.example/phishing');
  await signIn.submit(person);
  await expect(page).toHaveURL(`${run.appUrl}/`);
});
