import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type Stripe from 'stripe';
import { chromiumPath } from './testing/chromium';
import { openWorld, visit, type World } from './testing/visit';

const title = chromiumPath
  ? 'removing a saved card in a browser'
  : 'removing a saved card in a browser (skipped: no Chromium was found)';

describe.skipIf(!chromiumPath)(title, () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(() => world.close());

  /** A customer with these cards, of which the last one is the newest and stands first. */
  const customerWith = async (...cards: string[]) => {
    const { stripe } = world;
    const { id: customer } = await stripe.customers.create();
    const methods: Stripe.PaymentMethod[] = [];
    for (const card of cards) {
      const { id } = await stripe.paymentMethods.attach(card, { customer });
      methods.push(await stripe.paymentMethods.update(id, { allow_redisplay: 'always' }));
    }
    return { customer, methods };
  };

  const sessionSecret = async (customer: string, remove: 'enabled' | 'disabled') => {
    const session = await world.stripe.customerSessions.create({
      customer,
      components: {
        payment_element: {
          enabled: true,
          features: { payment_method_redisplay: 'enabled', payment_method_remove: remove },
        },
      },
    });
    return session.client_secret;
  };

  const shopWith = async (customer: string, remove: 'enabled' | 'disabled') =>
    visit(world, {
      elements: {
        mode: 'payment',
        amount: 4800,
        currency: 'eur',
        customerSessionClientSecret: await sessionSecret(customer, remove),
      },
    });

  const detach = (id: string, secret: string): Promise<Response> =>
    fetch(`${world.stripeOrigin}/v1/elements/payment_methods/${id}/detach`, {
      method: 'POST',
      body: new URLSearchParams({ key: 'pk_test_browser_side', client_secret: secret }),
    });

  it('asks first, detaches the card, and lets the next one take its place', async () => {
    const { customer, methods } = await customerWith('pm_card_visa', 'pm_card_mastercard');
    const [visa, mastercard] = methods;
    const { page, card, complaints } = await shopWith(customer, 'enabled');
    const opener = card.getByRole('button', { name: 'Remove Mastercard ending in 4444' });
    const question = card.getByRole('group', { name: 'Remove Mastercard ending in 4444' });
    await opener.click();
    await question.getByRole('button', { name: 'Cancel' }).click();
    expect(await question.isVisible()).toBe(false);
    expect(await opener.evaluate((node) => node === document.activeElement)).toBe(true);
    const { stripe } = world;
    expect((await stripe.paymentMethods.list({ customer })).data).toHaveLength(2);

    await opener.click();
    await question.getByRole('button', { name: 'Remove' }).click();
    await opener.waitFor({ state: 'detached' });
    expect(await card.getByLabel('Visa ending in 4242').first().isChecked()).toBe(true);
    const { data } = await stripe.paymentMethods.list({ customer });
    expect(data.map(({ id }) => id)).toEqual([visa?.id]);
    const events = await stripe.events.list({ type: 'payment_method.detached' });
    const detached = events.data[0]?.data;
    expect(detached).toMatchObject({
      object: { id: mastercard?.id, customer: null },
      previous_attributes: { customer },
    });
    const told = await page.waitForFunction(() =>
      window.shop.events.find(([name]) => name === 'saved card removed'),
    );
    expect((await told.jsonValue())?.[1]).toMatchObject({
      elementType: 'payment',
      success: true,
      payment_method: { id: mastercard?.id },
    });

    // Drawn anew from the page's side, the removed card must not come back.
    await page.evaluate(() => window.shop.elements.update({ amount: 5000 }));
    expect(await card.getByText('Mastercard ending in 4444').count()).toBe(0);

    await card.getByRole('button', { name: 'Remove Visa ending in 4242' }).click();
    await card.getByRole('button', { name: 'Remove', exact: true }).click();
    await card.locator('#payment-numberInput:focus').waitFor();
    expect((await stripe.paymentMethods.list({ customer })).data).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it('keeps the card in the list and says why when it could not be removed', async () => {
    const { customer, methods } = await customerWith('pm_card_visa');
    const { page, card } = await shopWith(customer, 'enabled');
    const opener = card.getByRole('button', { name: 'Remove Visa ending in 4242' });
    await opener.waitFor();
    await world.stripe.paymentMethods.detach(methods[0]?.id ?? '');
    await opener.click();
    await card.getByRole('button', { name: 'Remove', exact: true }).click();
    const alert = card.getByRole('alert').filter({ hasText: 'No such PaymentMethod' });
    await alert.waitFor();
    expect(await card.getByLabel('Visa ending in 4242').first().isVisible()).toBe(true);
    const told = await page.waitForFunction(() =>
      window.shop.events.find(([name]) => name === 'saved card removed'),
    );
    expect((await told.jsonValue())?.[1]).toMatchObject({
      success: false,
      error: await alert.textContent(),
    });
  });

  it('offers nothing, and lets nobody, where the session does not allow it', async () => {
    const { customer, methods } = await customerWith('pm_card_visa');
    const { card } = await shopWith(customer, 'disabled');
    await card.getByLabel('Visa ending in 4242').waitFor();
    expect(await card.getByRole('button', { name: /Remove/ }).count()).toBe(0);
    const id = methods[0]?.id ?? '';
    expect((await detach(id, await sessionSecret(customer, 'disabled'))).status).toBe(400);
    expect((await detach(id, 'cuss_secret_of_nobody')).status).toBe(400);
    const other = await customerWith('pm_card_visa');
    const stranger = await detach(id, await sessionSecret(other.customer, 'enabled'));
    expect(stranger.status).toBe(404);
    const { data } = await world.stripe.paymentMethods.list({ customer });
    expect(data.map((method) => method.id)).toEqual([id]);
    const allowed = await detach(id, await sessionSecret(customer, 'enabled'));
    expect(await allowed.json()).toMatchObject({ id, customer: null });
  });
});
