import { findProduct } from '@/db/queries/products';
import { findStock } from '@/db/queries/stock';
import { insertProduct } from '../fixtures/product';
import { DeskPage } from '../pages/desk-page';
import { expect, test } from '../fixtures/test';

const price = { amount: 4800, currency: 'eur' } as const;

test('the desk cancels an order that is not paid, with a reason, and its copy goes back', async ({
  page,
  deskPage,
  staff,
  db,
  buyer,
  saveCard,
  product,
  records,
  order,
}) => {
  const slug = await insertProduct(db, price, 1);
  await saveCard('pm_card_authenticationRequired');
  await product.open(slug);
  await product.oneClick.click();
  await expect.poll(async () => (await records.ordersOf(buyer.id)).length).toBe(1);
  const { id: orderId, reference } = await records.onlyOrderOf(buyer.id);
  const left = async () => {
    const row = await findProduct(db.read, slug);
    return row && (await findStock(db.read, row.id))?.available;
  };
  expect(await left()).toBe(0);

  const desk = new DeskPage(deskPage);
  await desk.open(`/orders/${orderId}`);
  await expect(deskPage.getByRole('region', { name: 'This order' })).toContainText('Set aside');
  await desk.askToCancel();
  const dialog = desk.cancelDialog;
  await expect(dialog).toContainText('The payment of €48.00 is canceled at Stripe');
  await dialog.getByRole('button', { name: 'Keep the order' }).click();
  await expect(dialog).toBeHidden();
  expect((await records.onlyOrderOf(buyer.id)).paymentState).not.toBe('canceled');

  await desk.askToCancel();
  await dialog.getByLabel('Reason').selectOption('Too many copies for one person');
  await dialog.getByRole('button', { name: `Cancel ${reference}` }).dblclick();
  await expect(dialog).toBeHidden();
  await expect(desk.row('What staff did', 'Cancel order')).toContainText('too_many_copies');
  await expect(deskPage.getByRole('button', { name: 'Cancel order…' })).toHaveCount(0);
  expect(await records.actionsBy(staff.id)).toHaveLength(1);
  expect(await left()).toBe(1);

  await order.open(orderId);
  await order.expectState('Canceled');
  await expect(page.getByText('Order canceled by the shop')).toBeVisible();
});

test('an order that is paid has no button to cancel, but one to refund', async ({
  deskPage,
  buyTideline,
}) => {
  const orderId = await buyTideline();
  await new DeskPage(deskPage).open(`/orders/${orderId}`);
  await expect(deskPage.getByRole('button', { name: 'Refund…' })).toBeVisible();
  await expect(deskPage.getByRole('button', { name: 'Cancel order…' })).toHaveCount(0);
});

test('nobody gets a third copy of an edition', async ({
  db,
  buyer,
  saveCard,
  product,
  records,
  order,
}) => {
  const slug = await insertProduct(db, price, 5);
  await saveCard('pm_card_visa');
  for (let copies = 0; copies < 2; copies++) {
    await product.open(slug);
    await product.oneClick.click();
    if (copies > 0) await product.anotherCopy.click();
    await order.expectPaid();
  }
  await product.open(slug);
  await product.oneClick.click();
  await product.anotherCopy.click();
  await expect(product.alert).toContainText('as many copies of this print as one person may have');
  expect(await records.ordersOf(buyer.id)).toHaveLength(2);
});
