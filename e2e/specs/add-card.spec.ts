import { eq } from 'drizzle-orm';
import { savingWording } from '@/lib/domain/consent';
import { OrderPage } from '../pages/order-page';
import { ProductPage } from '../pages/product-page';
import { WalletPage } from '../pages/wallet-page';
import { testCards } from '../kit/test-cards';
import { expect, test } from '../fixtures/test';
import { thisStripe } from '../setup/this-stripe';

test('somebody saves a first card', async ({ page, buyer, records, stripe, wallet }) => {
  await wallet.open();
  await expect(wallet.empty).toBeVisible();
  // Looking at the form is nobody's business: more often than cards may be tried in an hour.
  for (let times = 0; times < 11; times++) {
    await wallet.addCard.click();
    await expect(wallet.sheet.getByRole('heading')).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(wallet.sheet).toBeHidden();
    await expect(wallet.addCard).toBeFocused();
  }
  expect(await records.customersOf(buyer.id)).toEqual([]);
  await wallet.addCard.click();
  await expect(wallet.sheet).toBeInViewport();
  await expect(
    page.getByText(savingWording('save_card_in_wallet', 'off_session').text),
  ).toBeVisible();
  await wallet.card.fill({ number: testCards.visa });
  if (thisStripe.isLocal) {
    const font = (await wallet.card.frame()).evaluate(async () => {
      await document.fonts.ready;
      const { fontFamily } = getComputedStyle(
        document.querySelector('[name="number"]') ?? document.body,
      );
      return [
        fontFamily,
        ...[...document.fonts].map(({ family, status }) => `${family} ${status}`),
      ];
    });
    expect(await font).toEqual([
      expect.stringMatching(/^"?Instrument Sans Variable/),
      expect.stringMatching(/Instrument Sans Variable"? loaded$/),
    ]);
  }
  await wallet.saveCard.click();

  await expect(wallet.toast('Card saved')).toBeVisible();
  await expect(wallet.tile('4242')).toContainText('Default');
  // No id and no secret of Stripe's stays in the address.
  await expect(page).toHaveURL('/wallet');

  const [consent] = await records.consentsOf(buyer.id);
  expect(consent).toMatchObject({
    kind: 'save_card_in_wallet',
    ...savingWording('save_card_in_wallet', 'off_session'),
  });
  const [card] = await records.cardsOf(buyer.id);
  expect(card).toMatchObject({ redisplay: 'always', setupUsage: 'off_session', state: 'active' });
  await expect
    .poll(async () => {
      const method = await stripe.paymentMethods.retrieve(card?.stripePaymentMethodId ?? '');
      return method.allow_redisplay;
    })
    .toBe('always');
});

test('a bank that wants to be asked is asked in place', async ({
  buyer,
  records,
  wallet,
  challenge,
}) => {
  await wallet.open();
  await wallet.typeCard({ number: testCards.asksAtSetup });
  await wallet.saveCard.click();
  await challenge.complete();

  await expect(wallet.toast('Card saved')).toBeVisible();
  await expect(wallet.tile('3155')).toBeVisible();
  expect(await records.cardsOf(buyer.id)).toHaveLength(1);
});

test('a bank that was not convinced leaves the wallet as it was', async ({
  buyer,
  records,
  complaints,
  wallet,
  challenge,
}) => {
  complaints.expect(/status of 402/);
  await wallet.open();
  await wallet.typeCard({ number: testCards.asksAtSetup });
  await wallet.saveCard.click();
  await challenge.fail();

  await expect(wallet.alert).toContainText('Your bank could not confirm that it is you');
  expect(await records.cardsOf(buyer.id)).toHaveLength(0);
});

test('a refused card loses nothing that was typed, and another one can be saved', async ({
  buyer,
  records,
  stripe,
  complaints,
  wallet,
}) => {
  complaints.expect(/status of 402/);
  await wallet.open();
  await wallet.typeCard({ number: testCards.insufficientFunds, expiry: '0842', cvc: '314' });
  await wallet.saveCard.click();

  await expect(wallet.alert).toContainText('There is not enough money on this card');
  expect(await wallet.card.read()).toEqual({
    number: testCards.insufficientFunds,
    expiry: '0842',
    cvc: '314',
  });

  await wallet.card.retypeNumber(testCards.visa);
  await wallet.saveCard.click();
  await expect(wallet.tile('4242')).toBeVisible();
  expect(await records.cardsOf(buyer.id)).toHaveLength(1);
  // The second try went on with the set-up of the first.
  const [customer] = await records.customersOf(buyer.id);
  const made = await stripe.setupIntents.list({ customer: customer?.stripeCustomerId ?? '' });
  expect(made.data.map(({ status }) => status)).toEqual(['succeeded']);
});

test('a field that is not filled in says so, and nothing is sent', async ({
  buyer,
  records,
  wallet,
}) => {
  await wallet.open();
  await wallet.typeCard({ number: '42424242', cvc: '12' });
  await wallet.saveCard.click();

  await expect(await wallet.card.fieldError('number')).toHaveText(
    'Your card number is incomplete.',
  );
  await expect(await wallet.card.fieldError('cvc')).toHaveText(
    /^Your card.s security code is incomplete\.$/,
  );
  expect(await records.cardsOf(buyer.id)).toHaveLength(0);
});

test('a card that is about to expire is renewed: the same card again is one tile', async ({
  page,
  buyer,
  saveCard,
  records,
  stripe,
  stripeLocal,
  wallet,
}) => {
  const older = await saveCard('pm_card_visa');
  const soon = new Date(Date.now() + 40 * 24 * 60 * 60_000);
  await stripeLocal.updateCard(older.stripePaymentMethodId, {
    exp_month: soon.getUTCMonth() + 1,
    exp_year: soon.getUTCFullYear(),
  });
  await stripeLocal.settle();
  await wallet.open();
  await expect(wallet.tile('4242')).toContainText('Expires soon');
  await wallet.details('4242');
  await wallet.nameCard('4242', 'Groceries');
  await expect(wallet.toast('Visa •••• 4242 is called “Groceries” now')).toBeVisible();
  await wallet.renew('4242', { number: testCards.visa, expiry: '0339' });
  await expect(page.getByRole('heading', { name: 'Renew Visa •••• 4242' })).toBeVisible();
  await wallet.saveCard.click();
  await expect(wallet.toast('Card saved')).toBeVisible();

  await expect(wallet.tiles).toHaveCount(1);
  // The newer one wins, and it is still the default.
  await expect(wallet.tile('4242')).toContainText('03/39');
  await expect(wallet.tile('4242')).toContainText('Groceries');
  await expect(wallet.tile('4242')).not.toContainText('Expires soon');
  await expect(wallet.tile('4242')).toContainText('Default');
  const active = (await records.cardsOf(buyer.id)).filter(({ state }) => state === 'active');
  expect(active).toMatchObject([{ expMonth: 3, expYear: 2039, isDefault: true }]);
  await expect
    .poll(async () => (await stripe.paymentMethods.retrieve(older.stripePaymentMethodId)).customer)
    .toBeNull();
});

test('two tabs that save a card at once make one Customer', async ({
  page,
  context,
  buyer,
  records,
  stripe,
}) => {
  const second = await context.newPage();
  const wallets = [new WalletPage(page), new WalletPage(second)];
  for (const wallet of wallets) {
    await wallet.open();
    await wallet.typeCard({ number: testCards.visa });
  }
  await Promise.all(wallets.map((wallet) => wallet.saveCard.click()));
  for (const wallet of wallets) await expect(wallet.toast('Card saved')).toBeVisible();

  const customers = await records.customersOf(buyer.id);
  expect(customers).toHaveLength(1);
  const atStripe = await stripe.customers.list({ email: buyer.email });
  expect(atStripe.data.map(({ id }) => id)).toEqual([customers[0]?.stripeCustomerId]);
});

test('an address that Stripe finds invalid keeps nobody from saving a card and paying', async ({
  page,
  buyer,
  records,
  db,
  stripe,
  complaints,
}) => {
  // Stripe.js is refused once, for the address on the card.
  complaints.expect(/status of 400/);
  const { users } = db.read.tables;
  await db.transaction(async (tx) => {
    const email = `${buyer.id}@localhost`;
    await tx.update(users).set({ email }).where(eq(users.id, buyer.id));
  });
  const wallet = new WalletPage(page);
  await wallet.open();
  await wallet.typeCard({ number: testCards.visa });
  await wallet.saveCard.click();
  await expect(wallet.toast('Card saved')).toBeVisible();

  await new ProductPage(page).open('tideline');
  await new ProductPage(page).oneClick.click();
  await new OrderPage(page).expectPaid();
  const [customer, ...more] = await records.customersOf(buyer.id);
  expect(more).toEqual([]);
  const made = await stripe.customers.retrieve(customer?.stripeCustomerId ?? '');
  expect(made).toMatchObject({ email: null, name: null, metadata: { user_id: buyer.id } });
});
