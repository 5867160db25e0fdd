import { randomUUID } from 'node:crypto';
import { findProduct } from '@/db/queries/products';
import { findStock, takeCopy } from '@/db/queries/stock';
import { findServerAction } from '../fixtures/action-manifest';
import { insertProduct } from '../fixtures/product';
import { callAction } from '../fixtures/server-actions';
import { testCards } from '../kit/test-cards';
import { expect, test } from '../fixtures/test';

const price = { amount: 4800, currency: 'eur' } as const;

test('the last copy is said to be the last, and after it there is nothing to press', async ({
  page,
  db,
  buyer,
  saveCard,
  records,
  product,
  order,
}) => {
  const slug = await insertProduct(db, price, 1);
  await saveCard('pm_card_visa');
  await product.open(slug);
  await expect(page.getByRole('main')).toContainText('Edition of 1 · 1 left');
  await product.oneClick.click();
  await order.expectPaid();
  expect(await records.ordersOf(buyer.id)).toHaveLength(1);

  await product.open(slug);
  await expect(page.getByRole('main')).toContainText('Edition of 1 · Sold out');
  await expect(product.oneClick).toHaveCount(0);
  await page.goto(`/checkout?product=${slug}`);
  await expect(page).toHaveURL(`/products/${slug}`);
});

test('a copy that goes to somebody else at the last moment is not charged', async ({
  page,
  db,
  buyer,
  saveCard,
  records,
  product,
}) => {
  const slug = await insertProduct(db, price, 1);
  await saveCard('pm_card_visa');
  await product.open(slug);
  await db.transaction(async (tx) => {
    const row = await findProduct(tx, slug);
    if (row) await takeCopy(tx, row.id);
  });
  await product.oneClick.click();
  await expect(product.alert).toContainText('The last copy has just gone to somebody else.');
  expect(await records.ordersOf(buyer.id)).toHaveLength(0);

  await page.getByRole('button', { name: 'Show the page again' }).click();
  await expect(page.getByRole('main')).toContainText('Edition of 1 · Sold out');
  await expect(product.oneClick).toHaveCount(0);
});

test('whoever a copy is set aside for finds the order, and pays it', async ({
  page,
  db,
  buyer,
  saveCard,
  records,
  product,
  order,
}) => {
  const slug = await insertProduct(db, price, 1);
  await saveCard('pm_card_visa');
  const input = {
    subject: { purchaseId: randomUUID(), productSlug: slug },
    shown: price,
    to: { addressId: buyer.addressId },
    receiptEmail: buyer.email,
    saveCardConsent: null,
  };
  await callAction(page.request, findServerAction('startPayment'), [buyer.id, input]);
  const { id: orderId } = await records.onlyOrderOf(buyer.id);

  await product.open(slug);
  await page.getByRole('link', { name: 'Go to your order' }).click();
  expect(await order.id()).toBe(orderId);
  await expect(order.facts).toContainText('Your copy is kept until');
  await order.payWith('4242').click();
  await order.expectPaid();
});

test('a card that was mistyped is typed again, and pays for a copy on a payment of its own', async ({
  page,
  db,
  buyer,
  records,
  complaints,
  checkout,
  order,
}) => {
  complaints.expect(/status of 402/);
  const slug = await insertProduct(db, price, 1);
  const left = async () => {
    const row = await findProduct(db.read, slug);
    return row && (await findStock(db.read, row.id))?.available;
  };
  await checkout.open({ product: slug });
  await checkout.card.fill({ number: testCards.wrongCvc });
  await checkout.pay.click();
  await expect(checkout.alert).toContainText('The security code is wrong');
  // The decline is heard of, the payment canceled, and with it goes the copy.
  await expect.poll(left).toBe(1);

  await checkout.card.fill({ number: testCards.visa });
  await checkout.pay.click();
  await order.expectPaid();
  expect(await left()).toBe(0);
  expect((await records.onlyOrderOf(buyer.id)).holdsStock).toBe(true);
  await expect(page.getByText('Your copy is kept until')).toHaveCount(0);
});
