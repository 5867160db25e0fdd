import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Route } from 'playwright';
import { chromiumPath } from './testing/chromium';
import { startShop } from './testing/shop-server';
import { challengeIn, openWorld, typeCard, visitIn, type World } from './testing/visit';

const title = chromiumPath
  ? "stripe.js under Stripe's own name"
  : "stripe.js under Stripe's own name (skipped: no Chromium was found)";

describe.skipIf(!chromiumPath)(title, () => {
  let world: World;
  /** What each of Stripe's names was asked for, as `host first-part-of-the-path`. */
  const asked = new Set<string>();

  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(() => world.close());

  /** Leads Stripe's names to this machine, and calls what is here by them. */
  const answerAsStripe = async (route: Route): Promise<void> => {
    const { stripeOrigin } = world;
    const { origin, host, pathname, href } = new URL(route.request().url());
    asked.add(`${host} ${pathname.split('/').slice(0, 2).join('/')}`);
    const headers = await route.request().allHeaders();
    const isStripes = headers.origin?.endsWith('.stripe.com') === true;
    const response = await route.fetch({
      url: href.replace(origin, stripeOrigin),
      headers: { ...headers, ...(isStripes && { origin: stripeOrigin }) },
    });
    const text = (await response.text()).replaceAll(stripeOrigin, 'https://hooks.stripe.com');
    await route.fulfill({ response, body: text });
  };

  it('saves a card whose bank asks, with each call where the policy for Stripe has it', async () => {
    const shop = await startShop('https://js.stripe.com');
    const context = await world.browser.newContext({ locale: 'en-US' });
    try {
      const customer = await world.stripe.customers.create();
      const intent = await world.stripe.setupIntents.create({
        customer: customer.id,
        allowed_payment_method_types: ['card'],
      });
      const clientSecret = intent.client_secret ?? '';
      await context.route('https://*.stripe.com/**', answerAsStripe);
      const visitor = await visitIn(context, shop, { elements: { clientSecret } });
      await typeCard(visitor, '4000002760003184');
      const result = visitor.page.evaluate(async () => {
        const { stripe, elements } = window.shop;
        return stripe.confirmSetup({ elements, redirect: 'if_required' });
      });
      await challengeIn(visitor.page).getByRole('button', { name: 'Complete' }).click();
      expect((await result).setupIntent?.status).toBe('succeeded');
      expect(visitor.complaints).toEqual([]);
    } finally {
      await context.close();
      await shop.stop();
    }
    expect([...asked].sort()).toEqual([
      'api.stripe.com /v1',
      'hooks.stripe.com /3ds',
      'hooks.stripe.com /_3ds',
      'hooks.stripe.com /elements',
      'js.stripe.com /elements',
      'js.stripe.com /js',
      // What is typed into a frame is sent by that frame.
      'js.stripe.com /v1',
    ]);
  });
});
