import type { APIRequestContext, BrowserContext } from 'playwright/test';
import { findSession, listSessionsOf } from '@/db/queries/sessions';
import { staffInputs, nobodys } from '../fixtures/action-inputs';
import { findServerAction } from '../fixtures/action-manifest';
import type { Person } from '../fixtures/person';
import { callAction } from '../fixtures/server-actions';
import { SESSION_COOKIE } from '../fixtures/session-cookie';
import { ageSession, changeSession } from '../fixtures/session-rows';
import { expect, test } from '../fixtures/test';
import { DeskPage } from '../pages/desk-page';
import { SignInPage } from '../pages/sign-in-page';
import { SiteHeader } from '../pages/site-header';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

async function cookieOf(context: BrowserContext): Promise<string> {
  const cookie = (await context.cookies()).find(({ name }) => name === SESSION_COOKIE);
  if (!cookie) throw new Error('nobody is signed in');
  return `${cookie.name}=${cookie.value}`;
}

/** What somebody gets who has a copy of the cookie, and no browser of the person's. */
async function worthOf(request: APIRequestContext, cookie: string, person: Person) {
  const headers = { cookie };
  const get = (path: string) => request.get(path, { headers, maxRedirects: 0 });
  const order = await get(`/api/orders/${nobodys().orderId}?for=${person.id}`);
  const session = await get('/api/auth/session');
  const listCards = findServerAction('listCards');
  return {
    // A skeleton may be sent before the page says that nobody is signed in.
    page: (await (await get('/orders')).text()).includes(person.name),
    poll: order.status(),
    action: (await callAction(request, listCards, [person.id, {}], headers)).result,
    session: (await session.json()) as unknown,
    revived: session
      .headersArray()
      .some(({ name, value }) => name === 'set-cookie' && value.startsWith(`${SESSION_COOKIE}=e`)),
  };
}

const NOTHING = {
  page: false,
  poll: 401,
  action: { ok: false, code: 'signed_out' },
  session: null,
  revived: false,
};

for (const everywhere of [false, true]) {
  test(`a copy of a session is worth nothing after signing out${everywhere ? ' everywhere' : ''}`, async ({
    page,
    context,
    person,
    request,
  }) => {
    await new SignInPage(page).enterAs(person);
    const copy = await cookieOf(context);
    expect(await worthOf(request, copy, person)).toMatchObject({
      page: true,
      poll: 404,
      action: { ok: true },
    });
    await new SiteHeader(page).signOut({ everywhere });
    await expect(new SiteHeader(page).signIn).toBeVisible();
    expect(await worthOf(request, copy, person)).toEqual(NOTHING);
  });
}

test('signing in again in the same browser ends the session that it had', async ({
  page,
  context,
  buyer,
  request,
}) => {
  const copy = await cookieOf(context);
  await page.goto('/sign-in?error=prove_again&next=%2Fwallet');
  await new SignInPage(page).submit(buyer);
  await expect(page).toHaveURL('/wallet');
  expect(await worthOf(request, copy, buyer)).toEqual(NOTHING);
});

test('a session lasts from visit to visit, to an end; what a page asks by itself is no visit', async ({
  page,
  buyer,
  db,
}) => {
  const seen = async () => (await findSession(db.read, buyer.sessionId))?.session.lastSeenAt ?? 0;
  await ageSession(db, buyer.sessionId, 29 * DAY);
  const before = await seen();
  await page.request.get(`/api/orders/${nobodys().orderId}?for=${buyer.id}`);
  await page.request.get('/api/auth/session');
  expect(await seen()).toBe(before);

  await page.goto('/orders');
  await expect(page).toHaveURL('/orders');
  expect(await seen()).toBeGreaterThan(before + 28 * DAY);

  // Visited a moment ago, and over all the same.
  await changeSession(db, buyer.sessionId, { endsAt: Date.now() });
  await page.goto('/wallet');
  await expect(page).toHaveURL('/sign-in?next=%2Fwallet');
});

test('signing out leaves nothing of the last person in the document, nor behind Back', async ({
  page,
  buyer,
}) => {
  const header = new SiteHeader(page);
  await page.goto('/orders');
  await page
    .getByRole('navigation', { name: 'Main' })
    .getByRole('link', { name: 'Wallet' })
    .click();
  await expect(page).toHaveURL('/wallet');
  await page.evaluate((person) => {
    document.documentElement.dataset.before = 'the same document';
    sessionStorage.setItem(`purchase of tideline by ${person}`, '{}');
  }, buyer.id);

  await header.signOut();
  await expect(header.signIn).toBeVisible();
  await expect(page).toHaveURL('/');
  await expect(page.locator('html')).not.toHaveAttribute('data-before');
  expect(await page.evaluate(() => Object.keys(sessionStorage))).toEqual([]);
  expect(await page.content()).not.toContain(buyer.name);

  await page.goBack();
  await expect(page).toHaveURL(/\/sign-in\?next=%2Fwallet$/);
  expect(await page.content()).not.toContain(buyer.name);
});

test('nobody is signed out by another site, nor by a form that is not theirs', async ({
  page,
  buyer,
  stranger,
  db,
}) => {
  const post = (person: string, site: string) =>
    page.request.post(`/sign-out?for=${person}&next=%2F%2Fevil.example`, {
      headers: { 'sec-fetch-site': site },
      maxRedirects: 0,
    });
  const answers = [
    await post(buyer.id, 'cross-site'),
    await post(buyer.id, 'same-site'),
    await post(stranger.id, 'same-origin'),
    await post('', 'same-origin'),
  ];
  expect(answers.map((answer) => [answer.status(), answer.headers().location])).toEqual([
    [303, '/'],
    [303, '/'],
    [303, '/other-person?next=%2F'],
    [303, '/other-person?next=%2F'],
  ]);
  const [session] = await listSessionsOf(db.read, buyer.id);
  expect(session?.endedAt).toBeNull();
  await page.goto('/orders');
  await expect(new SiteHeader(page).account).toContainText(buyer.name);
});

test('a refund asks who somebody is after a while, and goes on with what was typed', async ({
  deskPage,
  staff,
  buyTideline,
  records,
  db,
  request,
}) => {
  const orderId = await buyTideline();
  await ageSession(db, staff.sessionId, 31 * MINUTE);
  const copy = await cookieOf(deskPage.context());
  const desk = new DeskPage(deskPage);
  await desk.open(`/orders/${orderId}`);
  await desk.askForRefund();
  const dialog = desk.refundDialog;
  await dialog.getByRole('radio', { name: 'A part' }).check();
  await dialog.getByLabel('Amount in EUR').fill('12.50');
  await desk.refundButton('€12.50').click();

  const password = dialog.getByLabel('Your password');
  await expect(password).toBeFocused();
  await expect(dialog.getByRole('alert')).toContainText('Nothing has happened yet');
  await password.fill('not the password');
  await password.press('Enter');
  await expect(password).toHaveAccessibleDescription(/That is not your password/);
  expect(await records.refundsOf(orderId)).toEqual([]);

  await password.fill(staff.password);
  await password.press('Enter');
  await expect(dialog).toHaveCount(0);
  await expect(desk.row('Refunds', '€12.50')).toBeVisible();
  expect(await records.refundsOf(orderId)).toMatchObject([{ amount: 1250 }]);
  // A proof makes nobody stronger who has a copy of the session from before.
  expect(await worthOf(request, copy, staff)).toEqual(NOTHING);

  await desk.askForRefund();
  await desk.refundButton('€35.50').click();
  await expect(dialog).toHaveCount(0);
  await expect(desk.row('Refunds', '€35.50')).toBeVisible();
});

test('what cannot be undone at the desk asks for a proof, and nothing else does', async ({
  deskPage,
  staff,
  db,
}) => {
  await ageSession(db, staff.sessionId, 31 * MINUTE);
  const asking: string[] = [];
  for (const [name, input] of Object.entries(staffInputs)) {
    const args = [staff.id, input(nobodys())];
    const { result } = await callAction(deskPage.request, findServerAction(name), args);
    if ((result as { code?: string }).code !== 'prove_again') continue;
    expect(result).toMatchObject({ ok: false, proveBy: { password: true, provider: false } });
    asking.push(name);
  }
  expect(asking.sort()).toEqual(['cancelUnpaid', 'refundOrder', 'shipOrder', 'shipOrders']);
});
