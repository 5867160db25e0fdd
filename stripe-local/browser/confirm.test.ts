import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sdkFor } from '../testing/start';
import { chromiumPath } from './testing/chromium';
import { challengeIn, openWorld, typeCard, visit, type World } from './testing/visit';

const title = chromiumPath
  ? 'confirming in a browser'
  : 'confirming in a browser (skipped: no Chromium was found)';

describe.skipIf(!chromiumPath)(title, () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(() => world.close());

  const paymentSecret = async (given: { setup_future_usage?: 'off_session' } = {}) => {
    const customer = await world.stripe.customers.create();
    const intent = await world.stripe.paymentIntents.create({
      amount: 4800,
      currency: 'eur',
      customer: customer.id,
      allowed_payment_method_types: ['card'],
      ...given,
    });
    return intent.client_secret ?? '';
  };
  const deferred = {
    mode: 'payment' as const,
    amount: 4800,
    currency: 'eur',
    allowedPaymentMethodTypes: ['card'],
  };

  const confirm = (clientSecret?: string) =>
    [
      async (secret: string | undefined) => {
        const { stripe, elements } = window.shop;
        const redirect = 'if_required' as const;
        return secret === undefined
          ? stripe.confirmPayment({ elements, redirect })
          : stripe.confirmPayment({ elements, clientSecret: secret, redirect });
      },
      clientSecret,
    ] as const;

  it('tells of a decline, and takes another card on the same intent', async () => {
    const visitor = await visit(world, { elements: { clientSecret: await paymentSecret() } });
    const { page, card } = visitor;
    await typeCard(visitor, '4000000000009995');
    const declined = await page.evaluate(...confirm());
    expect(declined.error).toMatchObject({
      type: 'card_error',
      code: 'card_declined',
      decline_code: 'insufficient_funds',
    });
    expect(declined.error?.payment_intent?.status).toBe('requires_payment_method');
    // What is about one of the fields stands there, with the cursor in it.
    await card.locator('#payment-numberInput').fill('4000000000000127');
    await page.evaluate(...confirm());
    expect(await card.locator('#Field-cvcError').textContent()).toMatch(
      /security code is incorrect/,
    );
    const cvc = card.locator('#payment-cvcInput:focus');
    expect(await cvc.getAttribute('aria-invalid')).toBe('true');
    await card.locator('#payment-numberInput').fill('4242424242424242');
    const paid = await page.evaluate(...confirm());
    expect(paid.paymentIntent?.status).toBe('succeeded');
    expect(await card.locator('#Field-cvcError').isVisible()).toBe(false);
  });

  it('goes through 3-D Secure by keyboard, and Escape loses nothing', async () => {
    const visitor = await visit(world, { elements: { clientSecret: await paymentSecret() } });
    const { page, complaints } = visitor;
    await typeCard(visitor, '4000002500003155');
    await page.locator('#after').focus();
    const result = page.evaluate(...confirm());
    const challenge = challengeIn(page);
    await challenge.locator('#test-source-authorize-3ds:enabled').waitFor();
    expect(await challenge.locator('#amount').textContent()).toBe('€48.00');
    await challenge.locator('#question:focus').waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect((await result).paymentIntent?.status).toBe('succeeded');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('after');
    expect(await page.locator('dialog').count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  it('goes through 3-D Secure in a world of its own, where its intent is and nowhere else', async () => {
    const stripe = sdkFor(world.stripeOrigin, 'sk_test_local_browser');
    const intent = await stripe.paymentIntents.create({
      amount: 4800,
      currency: 'eur',
      allowed_payment_method_types: ['card'],
    });
    const clientSecret = intent.client_secret ?? '';
    const settings = { elements: { clientSecret }, publishableKey: 'pk_test_local_browser' };
    const visitor = await visit(world, settings);
    const { page, complaints } = visitor;
    await typeCard(visitor, '4000002500003155');
    const result = page.evaluate(...confirm());
    const challenge = challengeIn(page);
    await challenge.locator('#test-source-authorize-3ds:enabled').click();
    expect((await result).paymentIntent?.status).toBe('succeeded');
    const waiting = await stripe.paymentIntents.create({
      amount: 4800,
      currency: 'eur',
      allowed_payment_method_types: ['card'],
      payment_method: 'pm_card_authenticationRequired',
      confirm: true,
      return_url: `${world.shop.origin}/back`,
    });
    await page.goto(waiting.next_action?.redirect_to_url?.url ?? '');
    await page.locator('#test-source-authorize-3ds:enabled').click();
    await page.waitForURL(/redirect_status=succeeded/);
    expect(complaints).toEqual([]);
    // The other key knows as little of it as of an intent that never was.
    const { page: elsewhere } = await visit(world, { elements: deferred });
    await elsewhere.waitForFunction(() => 'shop' in window);
    const { error } = await elsewhere.evaluate(
      (secret) => window.shop.stripe.retrievePaymentIntent(secret),
      clientSecret,
    );
    expect(error).toMatchObject({ type: 'invalid_request_error', code: 'resource_missing' });
  });

  it('tells of a failed and of a canceled authentication alike', async () => {
    const visitor = await visit(world, { elements: { clientSecret: await paymentSecret() } });
    const { page } = visitor;
    await typeCard(visitor, '4000002500003155');
    const failed = page.evaluate(...confirm());
    await challengeIn(page).locator('#test-source-fail-3ds').click();
    expect((await failed).error?.code).toBe('payment_intent_authentication_failure');
    const canceled = page.evaluate(...confirm());
    await page.frameLocator('dialog iframe').getByRole('button', { name: 'Cancel' }).click();
    expect((await canceled).error?.code).toBe('payment_intent_authentication_failure');
  });

  it('goes on with an intent that waits for its challenge', async () => {
    const customer = await world.stripe.customers.create();
    const intent = await world.stripe.paymentIntents.create({
      amount: 4800,
      currency: 'eur',
      customer: customer.id,
      payment_method: 'pm_card_authenticationRequired',
      allowed_payment_method_types: ['card'],
      confirm: true,
      use_stripe_sdk: true,
      return_url: `${world.shop.origin}/back`,
    });
    expect(intent.status).toBe('requires_action');
    const { page, card } = await visit(world, { elements: deferred });
    await card.locator('#payment-numberInput').waitFor();
    const result = page.evaluate(
      (clientSecret) => window.shop.stripe.handleNextAction({ clientSecret }),
      intent.client_secret ?? '',
    );
    await challengeIn(page).locator('#test-source-authorize-3ds').click();
    expect((await result).paymentIntent?.status).toBe('succeeded');
    const again = await page.evaluate(
      (clientSecret) => window.shop.stripe.handleNextAction({ clientSecret }),
      intent.client_secret ?? '',
    );
    expect(again.error?.code).toBe('payment_intent_unexpected_state');
  });

  it('gives the issuer its look at the browser without a question', async () => {
    const visitor = await visit(world, { elements: { clientSecret: await paymentSecret() } });
    const { page } = visitor;
    await typeCard(visitor, '4000000032200000');
    const looked = page.waitForRequest(/_3ds\/\w+\/complete/);
    const result = await page.evaluate(...confirm());
    expect(result.paymentIntent?.status).toBe('succeeded');
    await looked;
    const { data } = await world.stripe.charges.list({
      payment_intent: result.paymentIntent?.id ?? '',
    });
    expect(data[0]?.payment_method_details?.card?.three_d_secure).toMatchObject({
      authentication_flow: 'frictionless',
      result: 'authenticated',
    });
    expect(await page.locator('iframe[title="Card authentication"]').count()).toBe(0);
  });

  it('goes to the return address with Stripe’s query', async () => {
    const visitor = await visit(world, { elements: { clientSecret: await paymentSecret() } });
    const { page } = visitor;
    await typeCard(visitor, '4242424242424242');
    const back = page.waitForURL('**/back?**');
    // The promise never settles: the page is left.
    void page
      .evaluate((returnUrl) => {
        const { stripe, elements } = window.shop;
        return stripe.confirmPayment({ elements, confirmParams: { return_url: returnUrl } });
      }, `${world.shop.origin}/back?order=7`)
      .catch(() => undefined);
    await back;
    const query = new URL(page.url()).searchParams;
    expect(query.get('order')).toBe('7');
    expect(query.get('payment_intent')).toMatch(/^pi_/);
    expect(query.get('redirect_status')).toBe('succeeded');
  });

  it('wants submit() first in deferred mode, and the intent to agree', async () => {
    const visitor = await visit(world, { elements: deferred, email: 'buyer@example.com' });
    const { page } = visitor;
    await typeCard(visitor, '4242424242424242');
    const secret = await paymentSecret({ setup_future_usage: 'off_session' });
    await expect(page.evaluate(...confirm(secret))).rejects.toThrow(
      /elements.submit\(\) must be called/,
    );
    const submitted = await page.evaluate(() => window.shop.elements.submit());
    expect(submitted.selectedPaymentMethod).toBe('card');
    const refused = await page.evaluate(...confirm(secret));
    expect(refused.error?.message).toContain('setup_future_usage (off_session) does not match');
    await page.evaluate(async () => {
      await window.shop.elements.update({ setupFutureUsage: 'off_session' });
      await window.shop.elements.submit();
    });
    const paid = await page.evaluate(...confirm(secret));
    expect(paid.paymentIntent?.status).toBe('succeeded');
    const saved = paid.paymentIntent?.payment_method;
    const method = await world.stripe.paymentMethods.retrieve(
      typeof saved === 'string' ? saved : '',
    );
    expect(method.billing_details.email).toBe('buyer@example.com');
    expect(method.billing_details.address?.postal_code).toBe('12345');
  });

  it('insists on the details that the page promised to bring', async () => {
    const visitor = await visit(world, {
      elements: { clientSecret: await paymentSecret() },
      payment: { fields: { billingDetails: 'never' } },
    });
    const { page } = visitor;
    await typeCard(visitor, '4242424242424242');
    await expect(page.evaluate(...confirm())).rejects.toThrow(
      /You specified "never" for fields.billing_details.name/,
    );
  });

  it('makes a confirmation token of what was typed', async () => {
    const visitor = await visit(world, { elements: deferred });
    await typeCard(visitor, '378282246310005', '1234');
    const result = await visitor.page.evaluate(async () => {
      const { stripe, elements } = window.shop;
      await elements.submit();
      return stripe.createConfirmationToken({ elements });
    });
    expect(result.confirmationToken?.id).toMatch(/^ctoken_/);
    expect(result.confirmationToken?.payment_method_preview.card?.brand).toBe('amex');
  });
});
