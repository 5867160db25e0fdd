import { offeringWording } from '@/lib/domain/consent';
import { CheckoutPage } from '../pages/checkout-page';
import { OrderPage } from '../pages/order-page';
import { ProductPage } from '../pages/product-page';
import { WalletPage } from '../pages/wallet-page';
import { expect, test } from '../fixtures/test';

test('another card becomes the default', async ({ buyer, saveCard, records, wallet }) => {
  await saveCard('pm_card_visa');
  const second = await saveCard('pm_card_mastercard');
  await wallet.open();
  await expect(wallet.tiles.first()).toContainText('ending in 4242');
  await wallet
    .tile('4444')
    .getByRole('button', { name: /^Make default/ })
    .click();

  await expect(wallet.toast('Mastercard •••• 4444 is your default now')).toBeVisible();
  await expect(wallet.tiles.first()).toContainText('ending in 4444');
  await expect(wallet.tiles.first()).toContainText('Default');
  // A question is not covered by words in passing.
  await wallet.askToRemove('4242');
  await expect(wallet.toast('Mastercard •••• 4444 is your default now')).toHaveCount(0);
  const defaults = (await records.cardsOf(buyer.id)).filter(({ isDefault }) => isDefault);
  expect(defaults.map(({ id }) => id)).toEqual([second.id]);
});

test('removing says which card takes over, and Stripe is told when it cannot be undone', async ({
  buyer,
  saveCard,
  records,
  stripe,
  wallet,
}) => {
  const first = await saveCard('pm_card_visa');
  await saveCard('pm_card_mastercard');
  await wallet.open();
  await wallet.askToRemove('4242');
  await expect(wallet.dialog).toContainText('Mastercard •••• 4444 becomes your default card.');
  await wallet.dialog.getByRole('button', { name: 'Keep it' }).click();
  await expect(wallet.tiles).toHaveCount(2);

  await wallet.remove('4242');
  await expect(wallet.tiles).toHaveCount(1);
  await expect(wallet.tile('4444')).toContainText('Default');
  const isAttached = async () =>
    (await stripe.paymentMethods.retrieve(first.stripePaymentMethodId)).customer !== null;
  // It can still be undone: Stripe, where a detached card never comes back, does not know yet.
  expect(await isAttached()).toBe(true);

  await expect.poll(isAttached, { timeout: 20_000 }).toBe(false);
  await expect
    .poll(async () => (await records.cardsOf(buyer.id)).find(({ id }) => id === first.id)?.state)
    .toBe('detached');
});

test('a removal can be undone, and the card is the default again', async ({
  buyer,
  saveCard,
  records,
  stripe,
  wallet,
}) => {
  const first = await saveCard('pm_card_visa');
  await saveCard('pm_card_mastercard');
  await wallet.open();
  await wallet.remove('4242');
  await expect(wallet.tiles).toHaveCount(1);
  await wallet.toast('Visa •••• 4242 removed').getByRole('button', { name: 'Undo' }).click();

  await expect(wallet.tiles).toHaveCount(2);
  await expect(wallet.tile('4242')).toContainText('Default');
  const card = (await records.cardsOf(buyer.id)).find(({ id }) => id === first.id);
  expect(card).toMatchObject({ state: 'active', isDefault: true });
  const method = await stripe.paymentMethods.retrieve(first.stripePaymentMethodId);
  expect(method.customer).not.toBeNull();
});

test('a removed card is neither shown nor charged while it can still be undone', async ({
  buyerPage: page,
  saveCard,
}) => {
  await saveCard('pm_card_visa');
  const wallet = new WalletPage(page);
  await wallet.open();
  await wallet.remove('4242');
  await expect(wallet.empty).toBeVisible();

  const checkout = new CheckoutPage(page);
  await checkout.open({ product: 'tideline' });
  await expect(checkout.total).toBeVisible();
  await expect(checkout.choices).toHaveCount(0);
});

test('a card that is only kept can be offered at checkout', async ({
  buyerPage: page,
  person,
  records,
  saveCard,
  stripe,
}) => {
  const card = await saveCard('pm_card_visa', { redisplay: 'unspecified' });
  const checkout = new CheckoutPage(page);
  await checkout.open({ product: 'tideline' });
  await expect(checkout.total).toBeVisible();
  await expect(checkout.choices).toHaveCount(0);

  const wallet = new WalletPage(page);
  await wallet.open();
  await wallet
    .tile('4242')
    .getByRole('button', { name: /^Use at checkout/ })
    .click();
  await expect(wallet.toast('Visa •••• 4242 is offered at checkout now')).toBeVisible();
  expect(await records.consentsOf(person.id)).toMatchObject([
    { kind: 'offer_card_at_checkout', ...offeringWording },
  ]);
  await expect
    .poll(async () => {
      const method = await stripe.paymentMethods.retrieve(card.stripePaymentMethodId);
      return method.allow_redisplay;
    })
    .toBe('always');

  await checkout.open({ product: 'tideline' });
  await expect(checkout.choice(/4242/)).toBeChecked();
});

test('a card tells what it paid and where its statements go', async ({
  buyerPage: page,
  saveCard,
  records,
  stripe,
  stripeLocal,
}) => {
  const card = await saveCard('pm_card_visa');
  await new ProductPage(page).payAtOnce('tideline');
  const orderId = await new OrderPage(page).expectPaid();
  const paid = await records.orderById(orderId);
  await stripe.paymentMethods.update(card.stripePaymentMethodId, {
    billing_details: { name: 'Käthe Bauer', address: { city: 'Wien', country: 'AT' } },
  });
  await stripeLocal.settle();
  const wallet = new WalletPage(page);
  await wallet.open();
  const details = await wallet.details('4242');
  await expect(details).toContainText('Käthe Bauer');
  await expect(details).toContainText('Wien');
  await expect(details).toContainText('Austria');
  await details.getByRole('link', { name: new RegExp(paid?.reference ?? 'no order') }).click();
  await expect(page).toHaveURL(`/orders/${orderId}`);
});

test("an issuer's new card takes the place of the old one on its tile", async ({
  buyerPage: page,
  saveCard,
  stripeLocal,
  records,
}) => {
  const card = await saveCard('pm_card_visa');
  await stripeLocal.updateCard(card.stripePaymentMethodId, {
    exp_month: 7,
    exp_year: 2041,
    last4: '1881',
  });
  await stripeLocal.settle();
  await records.inboxIsDrained();
  await new WalletPage(page).open();
  await expect(new WalletPage(page).tile('1881')).toContainText('07/41');
});
