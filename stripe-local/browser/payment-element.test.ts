import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath } from './testing/chromium';
import { openWorld, typeCard, visit, type World } from './testing/visit';

const title = chromiumPath
  ? 'the Payment Element in a browser'
  : 'the Payment Element in a browser (skipped: no Chromium was found)';

describe.skipIf(!chromiumPath)(title, () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(() => world.close());

  const setupSecret = async (): Promise<string> => {
    const customer = await world.stripe.customers.create();
    const intent = await world.stripe.setupIntents.create({
      customer: customer.id,
      allowed_payment_method_types: ['card'],
    });
    return intent.client_secret ?? '';
  };

  it('saves a card, and no digit of it reaches the shop', async () => {
    const clientSecret = await setupSecret();
    const visitor = await visit(world, { elements: { clientSecret } });
    const { page, complaints } = visitor;
    const leaks: string[] = [];
    page.on('request', (request) => {
      const text = `${request.url()} ${request.postData() ?? ''}`;
      const isAllowed = request.url().startsWith(world.stripeOrigin);
      if (!isAllowed && text.includes('4242')) leaks.push(request.url());
    });
    await page.evaluate(() => {
      window.addEventListener('message', (event) => {
        window.shop.events.push(['message', JSON.stringify(event.data)]);
      });
    });
    await typeCard(visitor, '4242424242424242');
    const result = await page.evaluate(() =>
      window.shop.stripe.confirmSetup({ elements: window.shop.elements, redirect: 'if_required' }),
    );
    expect(result.error).toBeUndefined();
    expect(result.setupIntent?.status).toBe('succeeded');
    expect(leaks).toEqual([]);
    const messages = await page.evaluate(() => JSON.stringify(window.shop.events));
    expect(messages).toContain('"complete\\":true');
    expect(messages).not.toContain('4242');
    expect(complaints).toEqual([]);
  });

  it('names frame, fields and autofill as Stripe does', async () => {
    const { page, card } = await visit(world, { elements: { clientSecret: await setupSecret() } });
    await card.locator('#payment-numberInput').waitFor();
    const frame = page.locator('iframe[title="Secure payment input frame"]');
    expect(await frame.getAttribute('name')).toMatch(/^__privateStripeFrame/);
    for (const [name, autofill] of [
      ['number', 'cc-number'],
      ['expiry', 'cc-exp'],
      ['cvc', 'cc-csc'],
      ['country', 'billing country'],
      ['postalCode', 'billing postal-code'],
    ]) {
      const field = card.locator(`[name="${name}"]`);
      expect(await field.getAttribute('id')).toBe(`payment-${name}Input`);
      expect(await field.getAttribute('autocomplete')).toBe(autofill);
    }
    expect(
      await page.evaluate(() => (window as { Stripe?: { version?: string } }).Stripe?.version),
    ).toBe('endive');
  });

  it('says in Stripe’s words what is wrong, and goes to the first fault', async () => {
    const { page, card } = await visit(world, { elements: { clientSecret: await setupSecret() } });
    await card.locator('#payment-numberInput').waitFor();
    const result = await page.evaluate(() => window.shop.elements.submit());
    expect(result.error).toMatchObject({
      type: 'validation_error',
      code: 'incomplete_number',
      message: 'Your card number is incomplete.',
    });
    expect(await card.locator('#Field-numberError').textContent()).toBe(
      'Your card number is incomplete.',
    );
    expect(await card.getByRole('alert').count()).toBe(4);
    expect(await card.locator('#payment-numberInput:focus').count()).toBe(1);
    await card.locator('#payment-numberInput').fill('4242424242424241');
    expect(await card.locator('#Field-numberError').textContent()).toBe(
      'Your card number is invalid.',
    );
    await card.locator('#payment-numberInput').fill('4242424242424242');
    expect(await card.locator('#Field-numberError').isVisible()).toBe(false);
  });

  it('keeps the caret where a digit is corrected in the middle', async () => {
    const { page, card } = await visit(world, { elements: { clientSecret: await setupSecret() } });
    const number = card.locator('#payment-numberInput');
    await number.pressSequentially('424242');
    await page.keyboard.press('Home');
    await page.keyboard.press('Delete');
    await page.keyboard.type('4');
    await page.keyboard.type('0');
    expect(await number.inputValue()).toBe('4024 242');
  });

  it('asks for the postal code that the country knows', async () => {
    const { card } = await visit(world, { elements: { clientSecret: await setupSecret() } });
    await card.getByLabel('ZIP code').waitFor();
    await card.getByLabel('Country').selectOption('GB');
    expect(await card.getByLabel('Postal code').isVisible()).toBe(true);
    await card.getByLabel('Country').selectOption('DE');
    expect(await card.locator('#payment-postalCodeInput').isVisible()).toBe(false);
  });

  it('refuses an intent that is over', async () => {
    const clientSecret = await setupSecret();
    await world.stripe.setupIntents.cancel(clientSecret.split('_secret_')[0] ?? '');
    const { page } = await visit(world, { elements: { clientSecret } });
    const failure = await page.waitForFunction(() =>
      window.shop?.events.find(([name]) => name === 'loaderror'),
    );
    expect(JSON.stringify(await failure.jsonValue())).toContain('in a terminal state');
  });

  it('follows the appearance, also when it changes', async () => {
    const elements = {
      mode: 'setup' as const,
      currency: 'eur',
      appearance: {
        variables: { colorText: '#123456' },
        rules: { '.Label': { color: '#654321' } },
      },
    };
    const { page, card } = await visit(world, { elements });
    const number = card.locator('#payment-numberInput');
    const colorOf = (selector: string): Promise<string> =>
      card
        .locator(selector)
        .first()
        .evaluate((node) => getComputedStyle(node).color);
    await number.waitFor();
    expect(await colorOf('#payment-numberInput')).toBe('rgb(18, 52, 86)');
    expect(await colorOf('.Label')).toBe('rgb(101, 67, 33)');
    await page.evaluate((given) => window.shop.elements.update(given), {
      appearance: { theme: 'night' as const },
    });
    expect(await colorOf('#payment-numberInput')).toBe('rgb(255, 255, 255)');
  });

  it('speaks Chinese', async () => {
    const { card } = await visit(world, {
      elements: { mode: 'setup', currency: 'cny', locale: 'zh' },
    });
    expect(await card.getByLabel('卡号').getAttribute('name')).toBe('number');
  });
});
