import AxeBuilder from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright';
import type Stripe from 'stripe';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { chromiumPath, launchChromium } from '../browser/testing/chromium';
import {
  type Received,
  receiveWebhooks,
  sdkFor,
  type Started,
  startForTest,
} from '../testing/start';

const title = chromiumPath ? 'the dashboard' : 'the dashboard (skipped: no Chromium was found)';

const euros = { amount: 4_800, currency: 'eur', allowed_payment_method_types: ['card' as const] };

describe.skipIf(!chromiumPath)(title, () => {
  let started: Started;
  let stripe: Stripe;
  let browser: Browser;
  let received: Received;
  let context: BrowserContext;
  let page: Page;
  let card: Stripe.PaymentMethod;
  let paid: Stripe.PaymentIntent;

  beforeAll(async () => {
    [started, browser, received] = await Promise.all([
      startForTest(),
      launchChromium(),
      receiveWebhooks(),
    ]);
    ({ stripe } = started);
    context = await browser.newContext({ baseURL: started.local.url });
  });
  beforeEach(async () => {
    await started.control.reset();
    const customer = await stripe.customers.create({
      name: '<b>Ada</b>',
      email: 'ada@example.test',
    });
    card = await stripe.paymentMethods.attach('pm_card_visa', { customer: customer.id });
    paid = await stripe.paymentIntents.create({
      ...euros,
      customer: customer.id,
      payment_method: card.id,
      confirm: true,
    });
    page = await context.newPage();
    page.setDefaultTimeout(30_000);
  });
  afterEach(() => page.close());
  afterAll(async () => {
    await browser.close();
    await started.close();
    await received.close();
  });

  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const rowsUnder = (heading: string) =>
    page.locator(`h2:has-text("${heading}") ~ .scroll`).first().locator('tbody tr').allInnerTexts();

  it('leads from the payments to one and to its customer, and writes names as text', async () => {
    await page.goto('/');
    await page.getByRole('link', { name: paid.id }).click();
    expect(await page.locator('h1').innerText()).toBe(paid.id);
    expect(await page.locator('main').innerText()).toContain('€48.00');
    expect(await page.locator('main').innerText()).not.toContain(paid.client_secret ?? '?');
    await page.getByRole('link', { name: card.customer as string }).click();
    expect(await page.locator('main').innerText()).toContain('<b>Ada</b>');
    expect(await page.locator('main b').count()).toBe(0);
  });

  it('refunds a part, then the rest, and says why not more', async () => {
    await page.goto(`/payments/${paid.id}`);
    await page.getByLabel('Minor units').fill('1800');
    await button('Refund').click();
    expect((await rowsUnder('Refunds')).join()).toContain('€18.00');
    await page.getByLabel('Minor units').fill('9900');
    await button('Refund').click();
    expect(await page.getByRole('alert').innerText()).toContain('greater than unrefunded amount');
    await page.getByRole('link', { name: 'Back to where the button was' }).click();
    await button('Refund').click();
    expect(await rowsUnder('Refunds')).toHaveLength(2);
    expect(await button('Refund').count()).toBe(0);
    const charge = await stripe.charges.retrieve(paid.latest_charge as string);
    expect(charge).toMatchObject({ amount_refunded: 4_800, refunded: true });
    const timeline = (await rowsUnder('Timeline')).join('\n');
    for (const type of ['payment_intent.succeeded', 'charge.refunded', 'refund.created']) {
      expect(timeline).toContain(type);
    }
  });

  it('opens an inquiry, makes it a chargeback and decides it', async () => {
    await page.goto(`/payments/${paid.id}`);
    await page.getByLabel('Kind of dispute').selectOption('inquiry');
    await button('Open a dispute').click();
    expect((await rowsUnder('Disputes')).join()).toContain('warning needs response');
    await button('Make it a chargeback').click();
    await button('Won').click();
    const { data } = await stripe.disputes.list({ payment_intent: paid.id });
    expect(data.map(({ status }) => status)).toEqual(['won']);
    const closed = await stripe.events.list({ type: 'charge.dispute.closed' });
    expect(closed.data).toHaveLength(1);
    expect(await button('Won').count()).toBe(0);
  });

  it('lets an issuer update a card, and lets it expire', async () => {
    await page.goto(`/customers/${card.customer as string}`);
    await button('Issuer updates it').click();
    const updated = await stripe.paymentMethods.retrieve(card.id);
    expect(updated.card?.exp_year).toBe((card.card?.exp_year ?? 0) + 3);
    const { data } = await stripe.events.list({ type: 'payment_method.automatically_updated' });
    expect(data).toHaveLength(1);
    await button('Let it expire').click();
    await expect(
      stripe.paymentIntents.create({
        ...euros,
        customer: card.customer as string,
        payment_method: card.id,
        confirm: true,
      }),
    ).rejects.toMatchObject({ code: 'expired_card' });
  });

  it('advances the clock, arms a fault and disarms it', async () => {
    await page.goto('/tools');
    const before = started.local.world.clock.now();
    await page.getByLabel('Seconds', { exact: true }).fill('7200');
    await button('Advance').click();
    expect(started.local.world.clock.now()).toBeGreaterThanOrEqual(before + 7_200_000);
    await page.getByLabel('Route').fill('GET /v1/customers');
    await page.getByLabel('Kind of fault').selectOption('500');
    await page.getByLabel('Times').fill('2');
    await button('Arm').click();
    expect((await rowsUnder('Faults')).join()).toMatch(/GET \/v1\/customers\s+500\s+2/);
    await expect(stripe.customers.list()).rejects.toThrow('unknown error');
    await page.reload();
    await button('Disarm all').click();
    expect((await stripe.customers.list()).data).toHaveLength(1);
    expect((await rowsUnder('Latest requests')).join()).toContain('GET /v1/customers');
  });

  it('shows an event with its deliveries and sends it again', async () => {
    await stripe.webhookEndpoints.create({
      url: received.url,
      enabled_events: ['customer.updated'],
    });
    await stripe.customers.update(card.customer as string, { name: 'Ada Lovelace' });
    await received.waitFor(1);
    await started.control.settle();
    await page.goto('/events');
    const [event] = (await stripe.events.list({ type: 'customer.updated' })).data;
    await page.getByRole('link', { name: event?.id ?? '' }).click();
    expect(await rowsUnder('Deliveries')).toHaveLength(1);
    await button('Send again').click();
    await received.waitFor(2);
    expect(await rowsUnder('Deliveries')).toHaveLength(2);
    expect((await rowsUnder('Deliveries'))[0]).toMatch(/succeeded\s+200 in \d+ ms/);
  });

  it('has a dashboard for each world, whose links and buttons stay in it', async () => {
    const theirs = sdkFor(started.local.url, 'sk_test_local_shown');
    const { id } = await theirs.paymentIntents.create({
      ...euros,
      payment_method: 'pm_card_visa',
      confirm: true,
    });
    await page.goto('/tools');
    await page.getByRole('link', { name: 'shown', exact: true }).click();
    await page.getByRole('link', { name: id }).click();
    expect(await page.title()).toContain('stripe-local · shown');
    await page.getByLabel('Minor units').fill('700');
    await page.keyboard.press('Enter');
    await page.locator('h2:has-text("Refunds") + .scroll').waitFor();
    expect((await theirs.refunds.list()).data.map(({ amount }) => amount)).toEqual([700]);
    expect((await stripe.refunds.list()).data).toEqual([]);
    await page.getByRole('link', { name: 'Customers' }).click();
    expect(new URL(page.url()).pathname).toBe('/_world/shown/customers');
    expect(await page.getByText('There are no customers yet.').count()).toBe(1);
    expect((await page.goto(`/_world/shown/payments/${paid.id}`))?.status()).toBe(404);
    // A shop links to a payment by its id, as to Stripe's Dashboard.
    await page.goto(`/payments/${id}`);
    expect(new URL(page.url()).pathname).toBe(`/_world/shown/payments/${id}`);
    expect((await page.goto('/payments/pi_none'))?.status()).toBe(404);
  });

  it('is worked by keyboard: refund without a mouse, with the focus in sight', async () => {
    await page.goto(`/payments/${paid.id}`);
    await page.getByLabel('Minor units').focus();
    await page.keyboard.type('700');
    await page.keyboard.press('Tab');
    const outline = await page.evaluate(
      () => getComputedStyle(document.activeElement ?? document.body).outlineStyle,
    );
    expect(outline).toBe('solid');
    await page.keyboard.press('Enter');
    await page.locator('h2:has-text("Refunds") + .scroll').waitFor();
    expect((await stripe.refunds.list()).data.map(({ amount }) => amount)).toEqual([700]);
  });

  const pages = () => [
    '/',
    '/customers',
    '/events',
    '/tools',
    `/payments/${paid.id}`,
    `/customers/${card.customer as string}`,
  ];

  it.each(['light', 'dark'] as const)('%s: nothing for axe to find on any page', async (scheme) => {
    await page.emulateMedia({ colorScheme: scheme });
    await stripe.refunds.create({ payment_intent: paid.id, amount: 100 });
    for (const path of pages()) {
      await page.goto(path);
      // There are no frames here, and without them axe needs no page of its own to put its findings together.
      const axe = new AxeBuilder({ page }).setLegacyMode();
      // Only the colours differ in the dark.
      const { violations } = await (
        scheme === 'dark' ? axe.withRules(['color-contrast']) : axe
      ).analyze();
      expect(violations.map(({ id, nodes }) => `${path} ${id} ${nodes[0]?.html}`)).toEqual([]);
    }
  });

  it('fits a telephone without a sideways scroll', async () => {
    await page.setViewportSize({ width: 390, height: 800 });
    for (const path of pages()) {
      await page.goto(path);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(wide, path).toBeLessThanOrEqual(390);
    }
  });

  it('does nothing for a page from elsewhere', async () => {
    const answer = await fetch(`${started.local.url}/act/refund`, {
      method: 'POST',
      headers: { origin: 'https://elsewhere.example' },
      body: new URLSearchParams({ payment_intent: paid.id }),
    });
    expect(answer.status).toBe(404);
    expect((await stripe.refunds.list()).data).toEqual([]);
  });
});
