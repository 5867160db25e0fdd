import { changeOrder } from '@/db/queries/orders';
import { payToken } from '../fixtures/pay-token';
import { expect, test as base } from '../fixtures/test';
import { PreorderPage, chargeAtDesk, sendAtDesk, sendDialog } from '../pages/preorder-page';
import { SignInPage } from '../pages/sign-in-page';
import { run } from '../setup/run';

const PRINT = 'salt-ledger';
const PRICE = '€96.00';
const NEEDS_CONFIRMATION = 'Your bank wants you to confirm';

type OfPreorders = {
  /** Pre-orders as `buyer`, who is signed in on `page`, and gives the order's id. */
  preorder: () => Promise<string>;
};

const test = base.extend<OfPreorders>({
  preorder: async ({ page, product, order, buyer, records }, use) =>
    use(async () => {
      await product.open(PRINT);
      await new PreorderPage(page).oneClick.click();
      await order.expectState('Pre-ordered');
      return (await records.onlyOrderOf(buyer.id)).id;
    }),
});

test('a pre-order charges nothing; charged, it is paid with the card that was agreed to, and sent', async ({
  page,
  buyer,
  saveCard,
  records,
  stripe,
  deskPage,
  staff,
  product,
  order,
}) => {
  await saveCard('pm_card_visa');
  await product.open(PRINT);
  const preorder = new PreorderPage(page);
  await expect(preorder.terms).toContainText(PRICE);
  await expect(preorder.oneClick).toHaveAccessibleName('Pre-order with Visa •••• 4242');
  const terms = (await preorder.terms.textContent()) ?? '';
  await preorder.oneClick.dblclick();

  const orderId = await order.id();
  await order.expectState('Pre-ordered');
  await expect(order.facts).toContainText('Visa ending in 4242');
  // What was shown is what was recorded.
  await expect(preorder.terms).toHaveText(terms);
  expect(await records.consentsOf(buyer.id)).toMatchObject([{ kind: 'charge_later', text: terms }]);
  expect(await records.ordersOf(buyer.id)).toHaveLength(1);
  expect(await records.intentsOf(orderId)).toEqual([]);

  await chargeAtDesk(deskPage, orderId);
  await expect(deskPage.getByText('Charged: send it')).toBeVisible();
  expect(await records.actionsBy(staff.id)).toMatchObject([{ action: 'charge_order', orderId }]);
  // The buyer's own page finds out when it is shown again.
  await page.reload();
  await order.expectPaid();
  await expect(order.facts).toContainText('To send');

  await sendAtDesk(deskPage, 'AB123');
  await expect(sendDialog(deskPage).getByText(/the carrier’s whole link/)).toBeVisible();
  await sendDialog(deskPage).getByLabel('Tracking link').fill('https://post.example/AB123');
  await sendDialog(deskPage).getByRole('button', { name: 'Mark 1 order as sent' }).click();
  await expect(sendDialog(deskPage)).toBeHidden();
  const undo = deskPage.getByRole('button', { name: 'Undo sending' });
  await page.reload();
  await expect(order.facts).toContainText(/Sent on \d+ \w+ \d{4}/);
  const track = order.facts.getByRole('link', { name: 'track it at post.example' });
  await expect(track).toHaveAttribute('href', 'https://post.example/AB123');
  await expect(track).toHaveAttribute('rel', /noopener noreferrer/);

  await undo.click();
  await expect(undo).toHaveCount(0);
  await page.reload();
  await expect(order.facts).toContainText('To send');
  expect(await records.orderById(orderId)).toMatchObject({ sentAt: null, trackingUrl: null });
  const sent = (await records.mailsOf(buyer.id)).filter(({ kind }) => kind === 'order_sent');
  expect(sent).toMatchObject([{ heldBack: 'taken_back', sentAt: null }]);
  const intent = await stripe.paymentIntents.retrieve(await records.onlyIntentOf(orderId));
  expect(intent).toMatchObject({ status: 'succeeded', amount: 9600, currency: 'eur' });
});

test('a typed card is set up with its owner present, and kept in the wallet as what it is', async ({
  page,
  buyer,
  records,
  product,
  order,
  wallet,
  checkout,
  challenge,
}) => {
  await product.open(PRINT);
  const preorder = new PreorderPage(page);
  await preorder.begin.click();
  await checkout.card.fill({ number: '4000002760003184' });
  await expect(preorder.terms).toContainText(PRICE);
  await preorder.submit.click();
  await challenge.complete();
  await order.expectState('Pre-ordered');
  expect((await records.onlyOrderOf(buyer.id)).paymentState).toBe('scheduled');
  expect(await records.cardsOf(buyer.id)).toMatchObject([
    { last4: '3184', redisplay: 'unspecified', setupUsage: 'off_session' },
  ]);
  await wallet.open();
  await expect(wallet.tile('3184')).toBeVisible();
});

test('a card that the bank refuses leaves a way on, and everything typed', async ({
  page,
  buyer,
  records,
  complaints,
  product,
  order,
  checkout,
}) => {
  // Stripe answers a refused card so, to its own frame.
  complaints.expect(/status of 402/);
  await product.open(PRINT);
  const preorder = new PreorderPage(page);
  await preorder.begin.click();
  await checkout.card.fill({ number: '4000000000000002' });
  await preorder.submit.click();
  await expect(checkout.alert).toContainText('Your bank declined this card');
  await checkout.card.retypeNumber('4242424242424242');
  await preorder.submit.click();
  await order.expectState('Pre-ordered');
  expect((await records.onlyOrderOf(buyer.id)).paymentState).toBe('scheduled');
});

test.describe('a bank that wants to hear from its customer', () => {
  test.skip(run.outboxUrl === null, 'mail is read by whoever it is sent to');

  test('is answered by a mailed link, in place, on the same payment; used, the link says so', async ({
    page,
    buyer,
    saveCard,
    records,
    deskPage,
    product,
    order,
    challenge,
    outbox,
  }) => {
    await saveCard('pm_card_authenticationRequired');
    await product.open(PRINT);
    await new PreorderPage(page).oneClick.click();
    await challenge.complete();
    await order.expectState('Pre-ordered');
    const { id: orderId } = await records.onlyOrderOf(buyer.id);

    await chargeAtDesk(deskPage, orderId);
    await expect(deskPage.getByText('Declined: it is not sent yet')).toBeVisible();
    const intentId = await records.onlyIntentOf(orderId);

    const link = await outbox.linkTo(buyer.email, /wants you to confirm/);
    await page.goto(link);
    await order.expectState(NEEDS_CONFIRMATION);
    await order.payWith('3184').click();
    await challenge.complete();
    expect(await order.expectPaid()).toBe(orderId);
    expect(await records.onlyIntentOf(orderId)).toBe(intentId);

    await page.goto(link);
    await expect(page.getByText('This link has been used')).toBeVisible();
    await page.getByRole('link', { name: 'Go to your order' }).click();
    await order.expectPaid();
  });

  test('is nobody else’s business, and not for ever: the link needs its owner, and expires', async ({
    page,
    buyer,
    stranger,
    saveCard,
    records,
    openBrowser,
    deskPage,
    complaints,
    product,
    order,
    challenge,
    outbox,
  }) => {
    await saveCard('pm_card_authenticationRequired');
    await product.open(PRINT);
    await new PreorderPage(page).oneClick.click();
    await challenge.complete();
    await order.expectState('Pre-ordered');
    const { id: orderId } = await records.onlyOrderOf(buyer.id);
    await chargeAtDesk(deskPage, orderId);
    const link = await outbox.linkTo(buyer.email, /wants you to confirm/);

    const elsewhere = await openBrowser();
    await elsewhere.page.goto(link);
    await expect(elsewhere.page).toHaveURL(/\/sign-in\?next=%2Fpay%2F/);
    await new SignInPage(elsewhere.page).enterAs(stranger);
    complaints.expect(/status of 404/);
    expect((await elsewhere.page.goto(link))?.status()).toBe(404);

    // As one whose time is just over: nobody can make a letter older that has been sent.
    const over = payToken(`${orderId}.${buyer.id}.${Date.now()}`, run.authSecret);
    await page.goto(`/pay/${over}`);
    await expect(page.getByText('This link has expired')).toBeVisible();
    await page.getByRole('link', { name: 'Go to your order' }).click();
    await order.expectState(NEEDS_CONFIRMATION);
  });
});

test('a decline that may pass is put off, on a day that both sides read', async ({
  page,
  saveCard,
  stripeLocal,
  preorder,
  records,
  deskPage,
  order,
}) => {
  const visa = await saveCard('pm_card_visa');
  const orderId = await preorder();
  await stripeLocal.declineNext(visa.stripePaymentMethodId, 'insufficient_funds');
  await chargeAtDesk(deskPage, orderId);
  await expect(deskPage.getByText('charged again', { exact: true })).toBeVisible();
  await page.reload();
  await order.expectState(/There is not enough money on this card$/);
  await expect(page.getByRole('main').getByRole('status').first()).toContainText(
    /We try again on \d+ \w+ \d{4}/,
  );
  // Its buyer need not wait for it.
  await order.payWith('4242').click();
  await order.expectPaid();
  expect(await records.attemptsOf(orderId)).toMatchObject([
    { isOffSession: true, outcome: 'declined' },
    { isOffSession: false, outcome: 'succeeded' },
  ]);
});

test('a charge that was put off is made when its day has come, and nobody need be there', async ({
  page,
  buyer,
  db,
  saveCard,
  stripeLocal,
  preorder,
  records,
  deskPage,
  order,
}) => {
  const visa = await saveCard('pm_card_visa');
  const orderId = await preorder();
  await stripeLocal.declineNext(visa.stripePaymentMethodId, 'insufficient_funds');
  await chargeAtDesk(deskPage, orderId);
  await expect(deskPage.getByText('charged again', { exact: true })).toBeVisible();

  const putOff = await records.onlyOrderOf(buyer.id);
  expect(putOff.nextChargeAt).toBeGreaterThan(Date.now());
  await db.transaction((tx) => changeOrder(tx, putOff, { nextChargeAt: Date.now() }, Date.now()));
  await order.open(orderId);
  await expect(async () => {
    await page.reload();
    await order.expectPaid();
  }).toPass({ timeout: 30_000 });
  expect(await records.attemptsOf(orderId)).toMatchObject([
    { isOffSession: true, outcome: 'declined' },
    { isOffSession: true, outcome: 'succeeded' },
  ]);
});

test('a decline that forbids another try asks for another card', async ({
  saveCard,
  stripeLocal,
  preorder,
  deskPage,
  order,
}) => {
  const visa = await saveCard('pm_card_visa');
  const orderId = await preorder();
  await saveCard('pm_card_mastercard');
  await stripeLocal.declineNext(visa.stripePaymentMethodId, 'lost_card');
  await chargeAtDesk(deskPage, orderId);
  await expect(deskPage.getByRole('button', { name: 'Charge…' })).toBeHidden();
  await order.open(orderId);
  await order.expectState(/Your bank declined this card$/);
  await order.payWith('4444').click();
  await order.expectPaid();
});

test('until it is sent, the card is changed or the order given up; the wallet keeps the card for it', async ({
  page,
  buyer,
  saveCard,
  preorder,
  records,
  order,
  wallet,
}) => {
  await saveCard('pm_card_visa');
  const orderId = await preorder();
  const mastercard = await saveCard('pm_card_mastercard');

  await wallet.open();
  await wallet.askToRemove('4242');
  await wallet.dialog.getByRole('button', { name: 'Remove card' }).click();
  await expect(wallet.alert).toContainText('A pre-order is charged to this card');
  await wallet.alert.getByRole('link', { name: 'Go to the order' }).click();

  await new PreorderPage(page).changeTo('4444').click();
  await expect(order.facts).toContainText('Mastercard ending in 4444');
  await order.expectState('Pre-ordered');
  expect((await records.onlyOrderOf(buyer.id)).scheduledCardId).toBe(mastercard.id);
  await wallet.open();
  await wallet.remove('4242');

  await order.open(orderId);
  await order.cancel.click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel order' }).click();
  await order.expectState('Canceled');
  expect(await records.intentsOf(orderId)).toEqual([]);
});

test('the desk charges all that it shows, each by itself', async ({
  saveCard,
  preorder,
  records,
  deskPage,
}) => {
  await saveCard('pm_card_visa');
  const orderId = await preorder();
  const { reference } = (await records.orderById(orderId)) ?? {};
  await deskPage.goto(`/desk/orders?show=scheduled&q=${reference}`);
  await deskPage.getByRole('button', { name: 'Charge these…' }).click();
  await deskPage.getByRole('button', { name: 'Charge 1 order' }).click();
  await expect(deskPage.getByText('1 charged', { exact: true })).toBeVisible();
  expect((await records.orderById(orderId))?.paymentState).toBe('paid');
});
