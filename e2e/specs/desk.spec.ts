import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright/test';
import { endIntent, setStripeIntent } from '@/db/queries/intents';
import { changeOrder } from '@/db/queries/orders';
import { findProduct } from '@/db/queries/products';
import { receiveEvent } from '@/db/queries/webhook-events';
import { aBuyer, anIntent, anOrder } from '@/db/testing/rows';
import type { Database } from '@/db/database';
import { DeskPage } from '../pages/desk-page';
import { expect, test } from '../fixtures/test';
import { run } from '../setup/run';
import { thisStripe } from '../setup/this-stripe';

async function putEvent(db: Database, object: Record<string, string>): Promise<string> {
  const stripeEventId = `evt_${randomUUID().replaceAll('-', '')}`;
  await db.transaction((tx) =>
    receiveEvent(
      tx,
      {
        stripeEventId,
        type: 'payment_intent.succeeded',
        apiVersion: '2026-10-28.endive',
        livemode: false,
        // Not by itself while the test looks.
        nextTryAt: Date.now() + 60 * 60_000,
        payload: { id: stripeEventId, data: { object } },
      },
      Date.now(),
    ),
  );
  return stripeEventId;
}

test('an order is found by what its buyer quotes, among those of its state, and leads to its buyer', async ({
  deskPage,
  staff,
  buyTideline,
  buyer,
  records,
}) => {
  const orderId = await buyTideline();
  const { reference } = await records.onlyOrderOf(buyer.id);
  const desk = new DeskPage(deskPage);
  await desk.open();
  const today = deskPage.getByRole('region', { name: 'Today' });
  await expect(today).toContainText(/Paid.*€[\d,.]+.*payment/);
  await expectNoWiderThan(deskPage, 390);
  const search = deskPage.getByRole('searchbox', { name: 'Search orders' });
  // Again until the page is alive.
  await expect(async () => {
    await deskPage.keyboard.press('/');
    await expect(search).toBeFocused({ timeout: 500 });
  }).toPass();
  await deskPage.keyboard.press('/');
  await expect(search).toHaveValue('/');
  await deskPage.getByRole('button', { name: 'Switch the / key off' }).click();
  await deskPage.keyboard.press('/');
  await expect(search).not.toBeFocused();
  await deskPage.getByRole('button', { name: 'Switch the / key on' }).click();
  for (const text of [
    reference.toLowerCase(),
    orderId,
    await records.onlyIntentOf(orderId),
    buyer.email.slice(0, -8),
  ]) {
    await desk.search(text);
    await expect(desk.row('Orders', reference)).toContainText(buyer.email);
    await expect(desk.row('Orders', reference)).toContainText('€48.00');
  }
  await desk.show('Payment failed');
  await expect(deskPage.getByText('Nothing fits')).toBeVisible();
  await desk.show('Paid');
  await expect(deskPage.getByText('1 order', { exact: true })).toBeVisible();
  const day = new Date().toISOString().slice(0, 10);
  await desk.narrow(day, day);
  await expect(desk.row('Orders', reference)).toBeVisible();
  await desk.narrow('', '2001-01-01');
  await expect(deskPage.getByText('Nothing fits')).toBeVisible();
  await deskPage.getByRole('link', { name: 'Any day' }).click();
  await expect(desk.row('Orders', reference)).toBeVisible();
  await expectNoWiderThan(deskPage, 390);
  // Anywhere on the row; what is not its link.
  await desk.row('Orders', reference).getByText('Tideline').click();
  await expect(deskPage).toHaveURL(`/desk/orders/${orderId}`);
  await expectNoWiderThan(deskPage, 390);
  await expect(desk.row('Attempts', 'Visa •••• 4242')).toContainText('Succeeded');
  const atStripe = deskPage.getByRole('region', { name: 'This order' }).getByRole('link');
  const intentId = await records.onlyIntentOf(orderId);
  await expect(atStripe.last()).toHaveAttribute(
    'href',
    `${thisStripe.dashboard}/payments/${intentId}`,
  );

  const notes = deskPage.getByRole('region', { name: 'Notes' });
  await notes.getByRole('button', { name: 'Write it down' }).click();
  await expect(notes).toContainText('Write down what the next of you should know.');
  await notes.getByLabel('New note').fill('Asked about the frame.');
  await notes.getByRole('button', { name: 'Write it down' }).dblclick();
  await expect(notes.getByRole('listitem')).toContainText(['Asked about the frame.']);
  await expect(notes.getByRole('listitem')).toContainText([staff.email]);
  await expect(notes.getByLabel('New note')).toHaveValue('');

  await deskPage.getByRole('button', { name: 'Send receipt again' }).click();
  await expect(deskPage.getByText(`On its way to ${buyer.email}`)).toBeVisible();
  const kinds = (await records.mailsOf(buyer.id)).map(({ kind }) => kind);
  expect(kinds).toEqual(['receipt', 'receipt']);
  await expect(desk.row('What staff did', 'Mail again')).toContainText(staff.email);

  await deskPage.getByRole('link', { name: buyer.name }).click();
  await expect(deskPage).toHaveURL(`/desk/people/${buyer.id}`);
  await expect(deskPage.getByRole('region', { name: 'Saved cards' })).toContainText(
    'Visa •••• 4242',
  );
  await expect(desk.row('Orders', reference)).toBeVisible();
  await expect(notes).toContainText('Asked about the frame.');
  await notes.getByLabel('New note').fill('Prefers letters.');
  await notes.getByLabel('New note').press('Enter');
  await expect(notes.getByRole('listitem')).toHaveCount(2);
  await expectNoWiderThan(deskPage, 390);
  await notes.getByRole('link', { name: reference }).click();
  await expect(notes.getByRole('listitem')).toHaveCount(1);
});

/** On a phone the page itself does not scroll sideways, and what a list shows needs no scrolling either. */
async function expectNoWiderThan(page: Page, width: number): Promise<void> {
  const before = page.viewportSize();
  await page.setViewportSize({ width, height: 844 });
  const wide = () =>
    page.evaluate(() =>
      [document.documentElement, ...document.querySelectorAll('[role=group]:has(> div > table)')]
        .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
        .map(({ ariaLabel, tagName }) => ariaLabel ?? tagName),
    );
  await expect.poll(wide).toEqual([]);
  if (before) await page.setViewportSize(before);
}

test('a part is refunded, then the rest, and each once', async ({
  deskPage,
  staff,
  buyTideline,
  records,
  order,
}) => {
  const orderId = await buyTideline();
  const desk = new DeskPage(deskPage);
  await desk.open(`/orders/${orderId}`);
  await desk.askForRefund();
  const dialog = desk.refundDialog;
  await expect(dialog).toContainText('€48.00 goes back to the card that paid.');
  await dialog.getByRole('radio', { name: 'A part' }).check();
  const amount = dialog.getByLabel('Amount in EUR');
  await amount.fill('48.01');
  await dialog.getByRole('button', { name: 'Refund', exact: true }).click();
  await expect(dialog.getByText('At most €48.00 can be refunded.')).toBeVisible();
  await expect(amount).toBeFocused();
  await amount.fill('12.5');
  await expect(dialog).toContainText('€12.50 goes back to the card that paid. €35.50 is left');
  await dialog.getByLabel('Reason').selectOption('Duplicate');
  await desk.refundButton('€12.50').dblclick();
  await expect(dialog).toBeHidden();
  await expect(desk.row('Refunds', '€12.50')).toContainText('Succeeded');
  await expect(desk.row('Refunds', '€12.50')).toContainText(staff.email);
  await expect(desk.row('What staff did', 'Refund order')).toContainText('€12.50');
  expect(await records.refundsOf(orderId)).toMatchObject([{ amount: 1250, reason: 'duplicate' }]);

  await desk.askForRefund();
  await desk.refundButton('€35.50').click();
  await expect(desk.row('Refunds', '€35.50')).toContainText('Succeeded');
  await expect(deskPage.getByRole('button', { name: 'Refund…' })).toHaveCount(0);
  expect(await records.actionsBy(staff.id)).toHaveLength(2);

  await order.open(orderId);
  await order.expectState('Refunded');
});

test('what is paid is on the list to send, and marked with its link: each by itself', async ({
  page,
  db,
  deskPage,
  staff,
  buyTideline,
  buyer,
  records,
}) => {
  const orderId = await buyTideline();
  const { reference } = await records.onlyOrderOf(buyer.id);
  // Nothing was charged for this one: its row says so on the list, and the last look finds it out.
  const unpaid = await anOrder(db, await aBuyer(db));
  const paidFirst = async (id: string, paidAt: number) => {
    const order = await records.orderById(id);
    if (!order) throw new Error('the order is gone');
    const change = { paymentState: 'paid', paidAt } as const;
    await db.transaction((tx) => changeOrder(tx, order, change, Date.now()));
  };
  await paidFirst(orderId, 1);
  await paidFirst(unpaid.id, 2);

  await deskPage.goto('/desk/to-send');
  const row = (name: string) => deskPage.getByRole('listitem').filter({ hasText: `${name} ·` });
  await expect(row(reference)).toContainText(buyer.email);
  await row(reference).getByLabel('Tracking link').fill('http://post.example/1');
  await row(unpaid.reference).getByRole('checkbox').check();
  const mark = deskPage.getByRole('button', { name: 'Mark 2 orders as sent…' });
  await mark.click();
  await expect(row(reference)).toContainText('begins with https://');
  await row(reference).getByLabel('Tracking link').fill('https://post.example/1');
  await mark.click();
  const dialog = deskPage.getByRole('alertdialog', { name: 'Mark 2 orders as sent?' });
  await dialog.getByRole('button', { name: 'Mark 2 orders as sent' }).click();
  await expect(deskPage.getByText('1 marked as sent, 1 not')).toBeVisible();
  await expect(row(reference)).toHaveCount(0);
  await expect(row(unpaid.reference)).toContainText('not to be sent');
  expect(await records.orderById(orderId)).toMatchObject({ trackingUrl: 'https://post.example/1' });
  expect(await records.orderById(unpaid.id)).toMatchObject({ sentAt: null });
  expect(await records.actionsBy(staff.id)).toMatchObject([{ action: 'send_order', orderId }]);
  await page.goto('/orders');
  const track = page.getByRole('link', { name: 'track it at post.example' });
  await expect(track).toHaveAttribute('href', 'https://post.example/1');

  await deskPage.getByRole('button', { name: `Undo ${reference}` }).click();
  await expect(row(reference)).toBeVisible();
  await deskPage.getByRole('link', { name: 'Packing slips' }).click();
  await expect(deskPage.getByRole('article', { name: reference })).toContainText('Tideline');
});

test('a refund that is refused says why, and what was typed stays', async ({
  deskPage,
  buyTideline,
  records,
  stripe,
}) => {
  const orderId = await buyTideline();
  const desk = new DeskPage(deskPage);
  await desk.open(`/orders/${orderId}`);
  await desk.askForRefund();
  // Somebody is quicker, in Stripe's Dashboard.
  const payment = await records.onlyIntentOf(orderId);
  await stripe.refunds.create({ payment_intent: payment, amount: 1000 });
  await expect
    .poll(async () => (await records.refundsOf(orderId)).map(({ amount }) => amount))
    .toEqual([1000]);
  await desk.refundButton('€48.00').click();
  await expect(desk.refundDialog.getByRole('alert')).toContainText('more than is left to refund');
  await desk.refundDialog.getByRole('button', { name: 'Show the page again' }).click();
  await expect(desk.row('Refunds', '€10.00')).toContainText('Stripe’s dashboard');
  await desk.askForRefund();
  await expect(desk.refundButton('€38.00')).toBeVisible();
});

test('a dispute is seen on both sides, with its day, and leaves no mark when it is won', async ({
  deskPage,
  page,
  buyTideline,
  records,
  stripe,
  stripeLocal,
  order,
}) => {
  const orderId = await buyTideline();
  const intent = await stripe.paymentIntents.retrieve(await records.onlyIntentOf(orderId));
  if (typeof intent.latest_charge !== 'string') throw new Error('nothing was charged');
  const dispute = await stripeLocal.openDispute(intent.latest_charge);
  await order.open(orderId);
  await expect(async () => {
    await page.reload();
    await order.expectState('Disputed');
  }).toPass();

  const desk = new DeskPage(deskPage);
  await desk.open('/orders');
  await desk.show('Disputed');
  await deskPage.locator(`a[href$="/desk/orders/${orderId}"]`).click();
  const told = deskPage.getByRole('main');
  await expect(told).toContainText('Needs a response: €48.00');
  await expect(told).toContainText(/Evidence counts until .*\d{4}/);
  await expect(told.getByRole('link', { name: /Stripe/ }).first()).toHaveAttribute(
    'href',
    new RegExp(intent.id),
  );

  await stripeLocal.decideDispute(dispute.id, 'won');
  await expect(async () => {
    await deskPage.reload();
    await expect(told).toContainText('Won: €48.00');
  }).toPass();
  await page.reload();
  await order.expectPaid();
  await expect(page.getByText('Dispute closed: the payment stands')).toBeVisible();
});

test('an event that failed is retried from its page', async ({
  deskPage,
  staff,
  db,
  records,
  stripe,
}) => {
  // Ours, and not at Stripe: a fault that no retry mends.
  const gone = `pi_${randomUUID().replaceAll('-', '')}`;
  const product = (await findProduct(db.read, 'tideline')) ?? undefined;
  const order = await anOrder(db, await aBuyer(db), { product });
  const { id: intentId } = await anIntent(db, order);
  await db.transaction(async (tx) => {
    await setStripeIntent(tx, intentId, gone);
    await endIntent(tx, intentId, Date.now());
  });
  const hopeless = await putEvent(db, { id: gone, object: '<script>alert(1)</script>' });
  const desk = new DeskPage(deskPage);
  await desk.open('/inbox?show=unprocessed');
  await expect(desk.table('Webhook events')).toContainText('payment_intent.succeeded');
  await desk.open(`/inbox/${hopeless}`);
  await expect(deskPage.getByRole('group', { name: 'Payload' })).toContainText('<script>alert(1)');
  await deskPage.getByRole('button', { name: 'Retry now' }).click();
  await expect(deskPage.getByRole('status').filter({ hasText: 'No such' })).toBeVisible();
  expect(await records.inboxRow(hopeless)).toMatchObject({ processedAt: null, tries: 1 });

  const other = await stripe.paymentIntents.create({ amount: 500, currency: 'eur' });
  const foreign = await putEvent(db, { id: other.id });
  await desk.open(`/inbox/${foreign}`);
  await deskPage.getByRole('button', { name: 'Retry now' }).click();
  await expect(deskPage.getByRole('status').filter({ hasText: 'Processed' })).toBeVisible();
  await expect(deskPage.getByRole('button', { name: 'Retry now' })).toHaveCount(0);
  await desk.open('/actions');
  await expect(desk.row('What staff did', foreign)).toContainText(staff.email);
});

test('the orders that are shown are taken home as a file', async ({
  deskPage,
  staff,
  buyTideline,
  buyer,
  records,
}) => {
  const orderId = await buyTideline();
  const { reference } = await records.onlyOrderOf(buyer.id);
  const desk = new DeskPage(deskPage);
  await desk.open();
  await desk.search(buyer.email);
  const download = deskPage.waitForEvent('download');
  await deskPage.getByRole('button', { name: 'Export as CSV' }).click();
  const file = await (await download).createReadStream();
  let text = '';
  for await (const chunk of file) text += String(chunk);
  const [, line, end] = text.split('\r\n');
  expect(line).toContain(`${reference},${orderId},`);
  expect(line).toContain(`,${buyer.email},Tideline,EUR,48.00,0.00,`);
  expect(end).toBe('');
  expect(await records.actionsBy(staff.id)).toMatchObject([
    { action: 'export_orders', data: { show: 'all', q: buyer.email } },
  ]);
});

test.describe('the file of orders', () => {
  const file = '/desk/orders.csv';
  const sameOrigin = { 'sec-fetch-site': 'same-origin', origin: run.appUrl };

  test('is written down for nobody who was led to it', async ({ deskPage, staff, records }) => {
    const ask = (headers: Record<string, string>) =>
      deskPage.request.post(file, { form: { for: staff.id }, headers, maxRedirects: 0 });
    const elsewhere: Record<string, string>[] = [
      {},
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: run.appUrl.replace(/:\d+$/, ':1') },
      { origin: run.appUrl, 'sec-fetch-site': 'cross-site' },
      { origin: run.appUrl, 'sec-fetch-site': 'same-site' },
      { origin: run.appUrl, 'sec-fetch-site': 'none' },
    ];
    for (const headers of elsewhere) {
      expect((await ask(headers)).status(), JSON.stringify(headers)).toBe(403);
    }
    expect(await records.actionsBy(staff.id)).toEqual([]);
    // A browser that says less is believed by its origin.
    expect((await ask({ origin: run.appUrl })).status()).toBe(200);
    expect((await ask(sameOrigin)).status()).toBe(200);
    expect(await records.actionsBy(staff.id)).toHaveLength(2);
  });

  test('is for whom the list was drawn, and comes of a form', async ({
    deskPage,
    staff,
    stranger,
    records,
  }) => {
    const forms: Record<string, string>[] = [{ q: '' }, { for: '' }, { for: stranger.id }];
    for (const form of forms) {
      const options = { form, headers: sameOrigin, maxRedirects: 0 };
      const answer = await deskPage.request.post(file, options);
      expect(answer.status()).toBe(303);
      expect(answer.headers().location).toBe('/other-person?next=%2Fdesk%2Forders');
    }
    const json = { data: { for: staff.id }, headers: sameOrigin };
    expect((await deskPage.request.post(file, json)).status()).toBe(400);
    expect(await records.actionsBy(staff.id)).toEqual([]);
  });

  test('has one method, which staff alone are told', async ({ deskPage, page, buyer, request }) => {
    expect(buyer.id).not.toBe('');
    for (const method of ['GET', 'HEAD']) {
      const told = await deskPage.request.fetch(file, { method });
      expect([told.status(), told.headers().allow], method).toEqual([405, 'POST']);
      const asked = await page.request.fetch(file, { method });
      expect([asked.status(), asked.headers().allow], method).toEqual([404, undefined]);
    }
    const form = { for: buyer.id };
    for (const nobody of [page.request, request]) {
      expect((await nobody.post(file, { form, headers: sameOrigin })).status()).toBe(404);
    }
  });
});

test('the health of the shop is told', async ({ deskPage, buyTideline }) => {
  await buyTideline();
  await new DeskPage(deskPage).open('/health');
  const main = deskPage.getByRole('main');
  await expect(main.getByText('Payments without an answer')).toBeVisible();
  await expect(main.getByText(/ ago/).first()).toBeVisible();
});
