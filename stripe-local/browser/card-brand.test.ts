import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath } from './testing/chromium';
import { openWorld, typeCard, visit, type World } from './testing/visit';

const title = chromiumPath
  ? 'the brand of a co-badged card in a browser'
  : 'the brand of a co-badged card in a browser (skipped: no Chromium was found)';

describe.skipIf(!chromiumPath)(title, { timeout: 30_000 }, () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
  }, 60_000);
  afterAll(() => world.close());

  const start = async () => {
    const { stripe } = world;
    const customer = (await stripe.customers.create()).id;
    const intent = await stripe.setupIntents.create({
      customer,
      allowed_payment_method_types: ['card'],
    });
    const visitor = await visit(world, {
      elements: { clientSecret: intent.client_secret ?? '' },
    });
    const choice = visitor.card.getByLabel('Card brand');
    await visitor.card.locator('#payment-numberInput').waitFor();
    return { ...visitor, choice, customer };
  };

  const save = async (page: Awaited<ReturnType<typeof start>>['page'], customer: string) => {
    const result = await page.evaluate(() =>
      window.shop.stripe.confirmSetup({ elements: window.shop.elements, redirect: 'if_required' }),
    );
    expect(result.error).toBeUndefined();
    const { data } = await world.stripe.paymentMethods.list({ customer });
    return data[0]?.card;
  };

  it.each([
    ['4000002500001001', 'Visa', 'visa', 'visa'],
    ['4000002500001001', 'Cartes Bancaires', 'cartes_bancaires', 'cartes_bancaires'],
    ['5555552500001001', 'Cartes Bancaires', 'cartes_bancaires', 'cartes_bancaires'],
    ['5555552500001001', null, null, 'mastercard'],
  ])('%s is kept as %s', async (number, name, preferred, display) => {
    const visitor = await start();
    const { page, card, choice, customer, complaints } = visitor;
    expect(await choice.isVisible()).toBe(false);
    await typeCard(visitor, number);
    expect(await choice.locator('option').allTextContents()).toEqual([
      'Select card brand (optional)',
      'Cartes Bancaires',
      number.startsWith('4') ? 'Visa' : 'Mastercard',
    ]);
    const marks = card.locator('.Field[data-field="number"] .Ornament');
    expect(await marks.locator('svg').count()).toBe(2);
    if (name) {
      await choice.selectOption({ label: name });
      expect(await marks.getAttribute('data-brand')).toBe(preferred);
    }
    expect(await save(page, customer)).toMatchObject({
      display_brand: display,
      networks: { preferred },
    });
    expect(complaints).toEqual([]);
  });

  it('is not asked of another card, and a choice does not outlive its number', async () => {
    const visitor = await start();
    const { page, card, choice, customer } = visitor;
    await typeCard(visitor, '4000002500001001');
    await choice.selectOption('cartes_bancaires');
    const number = card.getByLabel('Card number');
    await number.fill('4000002500000003');
    expect(await choice.isVisible()).toBe(false);
    await number.fill('4000002500001001');
    expect(await choice.inputValue()).toBe('');
    await choice.selectOption('visa');
    await number.fill('4242424242424242');
    expect(await save(page, customer)).toMatchObject({ networks: { preferred: null } });
  });

  it('is shown for a saved card as it was chosen', async () => {
    const { stripe } = world;
    const customer = (await stripe.customers.create()).id;
    const { id } = await stripe.paymentMethods.attach('pm_card_visa_cartesBancaires', { customer });
    await stripe.paymentMethods.update(id, {
      allow_redisplay: 'always',
      card: { networks: { preferred: 'cartes_bancaires' } },
    });
    const session = await stripe.customerSessions.create({
      customer,
      components: {
        payment_element: { enabled: true, features: { payment_method_redisplay: 'enabled' } },
      },
    });
    const intent = await stripe.setupIntents.create({
      customer,
      allowed_payment_method_types: ['card'],
    });
    const { card } = await visit(world, {
      elements: {
        clientSecret: intent.client_secret ?? '',
        customerSessionClientSecret: session.client_secret,
      },
    });
    await card.getByLabel('Cartes Bancaires ending in 1001').waitFor();
  });
});
