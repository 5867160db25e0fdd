import { randomUUID } from 'node:crypto';
import { answered } from '../pages/answered';
import { askForNewPassword } from '../pages/forgot-password-page';
import { PreorderPage } from '../pages/preorder-page';
import { SignInPage } from '../pages/sign-in-page';
import { SignUpPage } from '../pages/sign-up-page';
import { SiteHeader } from '../pages/site-header';
import { PASSWORD, emailOf, newName } from '../fixtures/person';
import { findServerAction } from '../fixtures/action-manifest';
import { callAction } from '../fixtures/server-actions';
import { expect, test } from '../fixtures/test';
import { writtenFiles } from '../fixtures/written-files';
import { run } from '../setup/run';
import { thisStripe } from '../setup/this-stripe';

const NEW_PASSWORD = 'another print for every wall';
const OVER = /This link is not good any more/;

test('the outbox is a page of the local Stripe only', async ({ page, complaints }) => {
  test.skip(thisStripe.isLocal, 'it is the local Stripe');
  complaints.expect(/status of 404/);
  expect((await page.goto('/dev/outbox'))?.status()).toBe(404);
});

test.describe('mail', () => {
  test.skip(run.outboxUrl === null, 'it is read by whoever it is sent to');

  test('proves an address: the link alone does nothing, the button does, once', async ({
    page,
    openBrowser,
    outbox,
  }) => {
    const name = newName();
    const email = emailOf(name);
    const header = new SiteHeader(page);
    await new SignUpPage(page).open();
    await new SignUpPage(page).submit({ name, email, password: PASSWORD });
    await expect(header.account).toContainText(name);
    await header.account.click();
    await expect(page.getByText('Not confirmed yet')).toBeVisible();

    const link = await outbox.linkTo(email);
    // A mail scanner opens it before anybody else.
    for (let looks = 0; looks < 3; looks++) expect((await page.request.get(link)).ok()).toBe(true);
    await outbox.link.click();
    await expect(page).toHaveURL('/verify-email');
    await page.getByRole('button', { name: 'Confirm the address' }).click();
    await expect(page.getByText('Thank you, your address is confirmed.')).toBeVisible();
    await header.account.click();
    await expect(page.getByRole('dialog', { name: 'Account' })).toContainText(email);
    await expect(page.getByText('Not confirmed yet')).toBeHidden();

    const elsewhere = await openBrowser();
    await elsewhere.page.goto(link);
    await expect(elsewhere.page.getByText(OVER)).toBeVisible();
  });

  test.describe('to somebody who has not confirmed', () => {
    test.use({ isConfirmed: false });

    test('with the link is sent again from the account’s menu, and the old link is over', async ({
      page,
      buyer,
      outbox,
    }) => {
      const again = async () => {
        await page.goto('/orders');
        await new SiteHeader(page).account.click();
        await page.getByRole('button', { name: 'Send the mail again' }).click();
        await expect(page.getByText(`A new link is on its way to ${buyer.email}.`)).toBeVisible();
      };
      await again();
      const old = await outbox.linkTo(buyer.email);
      await again();
      await outbox.open();
      await expect(outbox.mailsTo(buyer.email)).toHaveCount(2);
      await page.goto(old);
      await expect(page.getByText(OVER)).toBeVisible();
      // The way on stands beside it.
      await page.getByRole('main').getByRole('button', { name: 'Send the mail again' }).click();
      await expect(page.getByText(`A new link is on its way to ${buyer.email}.`)).toBeVisible();
    });

    test('is what a pre-order waits for: the way on stands beside the refusal', async ({
      page,
      buyer,
      saveCard,
      records,
      product,
      checkout,
      order,
      outbox,
    }) => {
      await saveCard('pm_card_visa');
      await product.open('salt-ledger');
      const preorder = new PreorderPage(page);
      await preorder.oneClick.click();
      const refusal = page.getByRole('alert').filter({ hasText: 'confirm your email address' });
      await expect(refusal).toBeVisible();
      expect(await records.ordersOf(buyer.id)).toEqual([]);
      await refusal.getByRole('link', { name: 'Confirm your address' }).click();
      await page.getByRole('main').getByRole('button', { name: 'Send the mail again' }).click();
      await expect(page.getByText(`A new link is on its way to ${buyer.email}.`)).toBeVisible();

      // Checkout says so before a card is typed.
      await page.goto('/checkout?product=salt-ledger');
      const first = page.getByRole('main').getByText(`Confirm ${buyer.email} first`);
      await expect(first).toBeVisible();
      await page.goto(await outbox.linkTo(buyer.email));
      await page.getByRole('button', { name: 'Confirm the address' }).click();
      await expect(page.getByText('Thank you, your address is confirmed.')).toBeVisible();
      await page.goto('/checkout?product=salt-ledger');
      await expect(checkout.choices.first()).toBeVisible();
      await expect(first).toBeHidden();
      await product.open('salt-ledger');
      await preorder.oneClick.click();
      await order.expectState('Pre-ordered');
    });
  });

  test('sets a new password, ends all sessions, and is good once', async ({
    page,
    person,
    openBrowser,
    outbox,
  }) => {
    const other = await openBrowser();
    await new SignInPage(other.page).enterAs(person);

    const signIn = new SignInPage(page);
    await signIn.open();
    await page.getByRole('link', { name: 'Forgot your password?' }).click();
    await expect(page).toHaveURL('/forgot-password');
    await askForNewPassword(page, person.email);
    const link = await outbox.linkTo(person.email);
    await page.goto(link);
    await expect(page).toHaveURL('/reset-password');

    const password = page.getByLabel('New password');
    const set = page.getByRole('button', { name: 'Set password' });
    await password.fill('short');
    await set.click();
    await expect(password).toHaveAccessibleDescription(/Use at least 10 characters/);
    await password.fill(NEW_PASSWORD);
    await set.click();
    const done = page
      .getByRole('main')
      .getByRole('status')
      .filter({ hasText: 'Your password is changed' });
    await expect(done).toBeVisible();
    await expect(done).toContainText('signed out on every device');
    await expect(done).toBeFocused();

    await other.page.goto('/orders');
    await expect(other.page).toHaveURL('/sign-in?next=%2Forders');
    await done.getByRole('link', { name: 'Sign in with it' }).click();
    await answered(page, () => signIn.submit(person));
    await expect(signIn.alert).toHaveText('Email and password do not belong together.');
    await signIn.submit({ ...person, password: NEW_PASSWORD });
    await expect(new SiteHeader(page).account).toContainText(person.name);

    await page.goto(link);
    await expect(page.getByText(OVER)).toBeVisible();
  });

  test('for a new password goes to nobody without an account, and the page says the same', async ({
    page,
    person,
    outbox,
  }) => {
    const main = page.getByRole('main');
    await askForNewPassword(page, person.email);
    const said = await main.innerText();
    const nobody = `nobody-${randomUUID()}@example.com`;
    await askForNewPassword(page, nobody);
    expect(await main.innerText()).toBe(said);
    await outbox.open();
    await expect(outbox.mailsTo(person.email)).toHaveCount(1);
    await expect(outbox.mailsTo(nobody)).toHaveCount(0);
  });

  test('for a new password is not asked for without end', async ({
    page,
    request,
    address,
    person,
    outbox,
  }) => {
    const action = findServerAction('askForPasswordReset');
    // Asked for by the action alone until the last one that is granted, as whoever wants to fill a letter box would.
    for (let tries = 1; tries < 5; tries++) {
      const from = { 'x-forwarded-for': address };
      const { result } = await callAction(request, action, [{ email: person.email }], from);
      expect(result).toMatchObject({ ok: true });
    }
    await askForNewPassword(page, person.email);
    await page.goto('/forgot-password');
    await page.getByLabel('Email').fill(person.email);
    await page.getByRole('button', { name: 'Mail me a link' }).click();
    await expect(page.getByRole('main').getByRole('alert')).toHaveText(
      /^A new password was asked for/,
    );
    // Any of three does; the page has not said that the others were not sent.
    await outbox.open();
    await expect(outbox.mailsTo(person.email)).toHaveCount(3);
  });

  test('is the receipt of a purchase, and leads back to the order', async ({
    buyer,
    records,
    complaints,
    buyTideline,
    order,
    outbox,
  }) => {
    // That is this test, looking into the frame: no script runs in a mail.
    complaints.expect(/^Blocked script execution in 'about:srcdoc'/);
    const orderId = await buyTideline();
    const { reference } = await records.onlyOrderOf(buyer.id);

    await outbox.open();
    await expect(outbox.mailsTo(buyer.email)).toHaveCount(1);
    await expect(outbox.mailsTo(buyer.email)).toContainText(`Receipt for Tideline (${reference})`);
    await outbox.openMailTo(buyer.email);
    await expect(outbox.text).toContainText('Total: €48.00');
    await expect(outbox.text).toContainText('Paid with: Visa ending in 4242');
    await expect(
      outbox.html.getByRole('heading', { name: 'Thank you for your order' }),
    ).toBeVisible();
    const shown = outbox.html.getByRole('link', { name: 'Show the order' });
    await expect(shown).toHaveAttribute('href', `${run.appUrl}/orders/${orderId}`);
    // The worker has been here: on the local Stripe it leaves the mail where it is.
    await expect.poll(async () => (await records.mailsOf(buyer.id))[0]?.sentAt).not.toBeNull();
    await outbox.link.click();
    expect(await order.expectPaid()).toBe(orderId);
  });

  test('carries tokens that no log, no database file and no other request holds', async ({
    page,
    context,
    person,
    outbox,
  }) => {
    await askForNewPassword(page, person.email);
    const link = await outbox.linkTo(person.email);
    const token = new URL(link).searchParams.get('token') ?? '';
    expect(token).toMatch(/^[\w-]{43}$/);

    const sent: string[] = [];
    context.on('request', (request) => {
      if (request.url() === link) return;
      sent.push(`${request.url()}\n${JSON.stringify(request.headers())}`);
    });
    await page.goto(link);
    await page.getByLabel('New password').fill(NEW_PASSWORD);
    await page.getByRole('button', { name: 'Set password' }).click();
    await expect(page.getByText('Your password is changed')).toBeVisible();
    expect(sent.length).toBeGreaterThan(3);
    for (const request of sent) expect(request).not.toContain(token);

    for (const [name, content] of writtenFiles()) {
      expect(content.includes(token), name).toBe(false);
    }
  });
});
