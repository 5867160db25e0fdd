import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath } from './testing/chromium';
import { openWorld, typeCard, visit, type World } from './testing/visit';

const title = chromiumPath
  ? 'the other elements and pages in a browser'
  : 'the other elements and pages in a browser (skipped: no Chromium was found)';

describe.skipIf(!chromiumPath)(title, () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(() => world.close());

  const deferred = { mode: 'payment' as const, amount: 4800, currency: 'eur' };

  const paymentSecret = async (customer?: string): Promise<string> => {
    const intent = await world.stripe.paymentIntents.create({
      amount: 4800,
      currency: 'eur',
      ...(customer === undefined ? {} : { customer }),
      allowed_payment_method_types: ['card'],
    });
    return intent.client_secret ?? '';
  };

  it('takes an email in a frame of its own and says when it is none', async () => {
    const { page } = await visit(world, { elements: deferred, email: 'buyer@example.com' });
    const email = page.frameLocator('iframe[title="Secure email input frame"]').getByLabel('Email');
    expect(await email.inputValue()).toBe('buyer@example.com');
    expect(await email.getAttribute('id')).toBe('contactDetails-emailInput');
    await email.fill('buyer@');
    const result = await page.evaluate(() => window.shop.elements.submit());
    expect(result.error?.code).toBe('invalid_email');
    expect(await email.getAttribute('aria-invalid')).toBe('true');
    const told = await page.evaluate(() =>
      window.shop.events.filter(([name]) => name === 'email change').at(-1),
    );
    expect(told?.[1]).toMatchObject({ complete: false, value: { email: 'buyer@' } });
  });

  it('lays the billing address over the card, and asks for its country once', async () => {
    const visitor = await visit(world, {
      elements: { clientSecret: await paymentSecret() },
      address: { mode: 'billing' },
    });
    const { page, card } = visitor;
    const address = page.frameLocator('iframe[title="Secure address input frame"]');
    await address.getByLabel('Full name').fill('Ada Lovelace');
    await address.getByLabel('Country').selectOption('GB');
    await address.getByLabel('Address line 1').fill('12 St James Square');
    await address.getByLabel('City').fill('London');
    await address.getByLabel('Postal code').fill('SW1Y 4JH');
    expect(await card.locator('#payment-countryInput').isVisible()).toBe(false);
    await typeCard(visitor, '4242424242424242');
    const paid = await page.evaluate(() =>
      window.shop.stripe.confirmPayment({
        elements: window.shop.elements,
        redirect: 'if_required',
      }),
    );
    expect(paid.error).toBeUndefined();
    const saved = paid.paymentIntent?.payment_method;
    const { billing_details: details } = await world.stripe.paymentMethods.retrieve(
      typeof saved === 'string' ? saved : '',
    );
    expect(details).toMatchObject({
      name: 'Ada Lovelace',
      address: { country: 'GB', line1: '12 St James Square', postal_code: 'SW1Y 4JH' },
    });
  });

  it('asks for first and last name apart and tells both, also as one', async () => {
    const { page } = await visit(world, {
      elements: deferred,
      address: {
        mode: 'shipping',
        display: { name: 'split' },
        fields: { phone: 'always' },
        validation: { phone: { required: 'always' } },
        allowedCountries: ['DE', 'GB'],
        defaultValues: {
          firstName: 'Ada',
          phone: '+44 20 7946 0000',
          address: {
            line1: '12 St James Square',
            city: 'London',
            postal_code: 'SW1Y 4JH',
            country: 'GB',
          },
        },
      },
    });
    const address = page.frameLocator('iframe[title="Secure address input frame"]');
    const lastName = address.getByLabel('Last name');
    await lastName.waitFor();
    expect(await address.getByLabel('First name').inputValue()).toBe('Ada');
    expect(await address.getByLabel('Full name').isVisible()).toBe(false);
    expect(await address.getByLabel('Phone number').getAttribute('aria-required')).toBe('true');
    expect(await address.getByLabel('Country').locator('option').allTextContents()).toEqual([
      'Germany',
      'United Kingdom',
    ]);
    const value = () => page.evaluate(() => window.shop.elements.getElement('address')?.getValue());
    expect(await value()).toMatchObject({ complete: false, value: { name: 'Ada', lastName: '' } });
    expect(await address.locator('#Field-lastNameError').textContent()).toBe(
      'Please provide your last name.',
    );
    await lastName.fill('Lovelace');
    expect(await value()).toEqual({
      complete: true,
      isNewAddress: true,
      value: {
        name: 'Ada Lovelace',
        firstName: 'Ada',
        lastName: 'Lovelace',
        phone: '+44 20 7946 0000',
        address: {
          line1: '12 St James Square',
          line2: null,
          city: 'London',
          state: '',
          postal_code: 'SW1Y 4JH',
          country: 'GB',
        },
      },
    });
    const told = await page.evaluate(() =>
      window.shop.events.filter(([name]) => name === 'address change').at(-1),
    );
    expect(told?.[1]).toMatchObject({
      elementType: 'address',
      elementMode: 'shipping',
      complete: true,
      value: { name: 'Ada Lovelace', firstName: 'Ada', lastName: 'Lovelace' },
    });
    await page.evaluate(() =>
      window.shop.elements
        .getElement('address')
        ?.update({ display: { name: 'organization' }, fields: { phone: 'never' } }),
    );
    await address.getByLabel('Organization').waitFor();
    expect(await lastName.isVisible()).toBe(false);
    expect(await address.getByLabel('Phone number').isVisible()).toBe(false);
  });

  it('reports no wallets', async () => {
    const { page } = await visit(world, { elements: deferred, express: true });
    const ready = await page.waitForFunction(() =>
      window.shop?.events.find(([name]) => name === 'express ready'),
    );
    expect((await ready.jsonValue())?.[1]).toEqual({ elementType: 'expressCheckout' });
  });

  it('offers the cards that the customer session lets be seen again', async () => {
    const { stripe } = world;
    const customer = await stripe.customers.create();
    const method = await stripe.paymentMethods.attach('pm_card_mastercard', {
      customer: customer.id,
    });
    await stripe.paymentMethods.update(method.id, { allow_redisplay: 'always' });
    const session = await stripe.customerSessions.create({
      customer: customer.id,
      components: {
        payment_element: { enabled: true, features: { payment_method_redisplay: 'enabled' } },
      },
    });
    const { page, card } = await visit(world, {
      elements: {
        clientSecret: await paymentSecret(customer.id),
        customerSessionClientSecret: session.client_secret,
      },
    });
    expect(await card.getByLabel('Mastercard ending in 4444').isChecked()).toBe(true);
    expect(await card.locator('#payment-numberInput').isVisible()).toBe(false);
    const paid = await page.evaluate(() =>
      window.shop.stripe.confirmPayment({
        elements: window.shop.elements,
        redirect: 'if_required',
      }),
    );
    expect(paid.paymentIntent?.payment_method).toBe(method.id);
    await card.getByLabel('New card').check();
    expect(await card.locator('#payment-numberInput').isVisible()).toBe(true);
  });

  it('keeps a typed card when the customer ticks the box that the session offers', async () => {
    const { stripe } = world;
    const customer = await stripe.customers.create();
    const { client_secret: session } = await stripe.customerSessions.create({
      customer: customer.id,
      components: {
        payment_element: {
          enabled: true,
          features: { payment_method_save: 'enabled', payment_method_save_usage: 'off_session' },
        },
      },
    });
    const pay = async (ticks: boolean) => {
      const visitor = await visit(world, {
        elements: {
          clientSecret: await paymentSecret(customer.id),
          customerSessionClientSecret: session,
        },
      });
      await typeCard(visitor, '4242424242424242');
      if (ticks) await visitor.card.getByLabel('Save payment details for future purchases').check();
      const paid = await visitor.page.evaluate(() =>
        window.shop.stripe.confirmPayment({
          elements: window.shop.elements,
          redirect: 'if_required',
        }),
      );
      expect(paid.error).toBeUndefined();
    };
    await pay(false);
    expect((await stripe.paymentMethods.list({ customer: customer.id })).data).toEqual([]);
    await pay(true);
    const { data } = await stripe.paymentMethods.list({ customer: customer.id });
    expect(data.map((method) => method.allow_redisplay)).toEqual(['always']);
  });

  it('shows the challenge as a page and returns with Stripe’s query', async () => {
    const intent = await world.stripe.paymentIntents.create({
      amount: 4800,
      currency: 'eur',
      payment_method: 'pm_card_authenticationRequired',
      allowed_payment_method_types: ['card'],
      confirm: true,
      return_url: `${world.shop.origin}/back?order=7`,
    });
    expect(intent.next_action?.type).toBe('redirect_to_url');
    const { page } = await visit(world, { elements: deferred });
    await page.goto(intent.next_action?.redirect_to_url?.url ?? '');
    await page.locator('#test-source-fail-3ds').click();
    await page.waitForURL('**/back?**');
    const query = Object.fromEntries(new URL(page.url()).searchParams);
    expect(query).toEqual({
      order: '7',
      payment_intent: intent.id,
      payment_intent_client_secret: intent.client_secret,
      redirect_status: 'failed',
    });
  });
});
