import { findProduct, putProduct } from '@/db/queries/products';
import { insertProduct } from '../fixtures/product';
import { expect, test } from '../fixtures/test';

test('a price that has changed is not charged, and the new one is shown', async ({
  page,
  db,
  buyer,
  saveCard,
  records,
  product,
  order,
}) => {
  const slug = await insertProduct(db, { amount: 4800, currency: 'eur' });
  await saveCard('pm_card_visa');
  await product.open(slug);
  await db.transaction(async (tx) => {
    const row = await findProduct(tx, slug);
    if (row) await putProduct(tx, { ...row, amount: 5100 });
  });
  await product.oneClick.click();

  await expect(product.alert).toContainText(
    'The price has changed since this page was shown. Nothing was charged.',
  );
  expect(await records.ordersOf(buyer.id)).toHaveLength(0);

  await page.getByRole('button', { name: 'Show the new price' }).click();
  await expect(product.oneClick).toHaveAccessibleName(/^Pay €51\.00 /);
  await product.oneClick.click();
  await order.expectPaid();
  expect((await records.onlyOrderOf(buyer.id)).amount).toBe(5100);
});

test('a print that is not sold any more is not charged', async ({
  db,
  buyer,
  saveCard,
  records,
  product,
}) => {
  const slug = await insertProduct(db, { amount: 4800, currency: 'eur' });
  await saveCard('pm_card_visa');
  await product.open(slug);
  await db.transaction(async (tx) => {
    const row = await findProduct(tx, slug);
    if (row) await putProduct(tx, { ...row, isForSale: false });
  });
  await product.oneClick.click();
  await expect(product.alert).toContainText('This print is not for sale any more.');
  expect(await records.ordersOf(buyer.id)).toHaveLength(0);
});
