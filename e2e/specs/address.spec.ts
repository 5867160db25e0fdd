import { replaceAddress } from '@/db/queries/addresses';
import { millLane } from '@/db/testing/rows';
import { expect, test } from '../fixtures/test';
import { AddressDialog } from '../pages/address-dialog';

const mill = { line1: '12 Mill Lane', city: 'York', postalCode: 'YO1 7AA' };

test.describe('somebody who has not said where things go', () => {
  test.use({ hasAddress: false });

  test('is asked by their first click, pays in the same go, and sends it elsewhere', async ({
    page,
    buyer,
    saveCard,
    records,
    product,
    order,
    stripe,
  }) => {
    await saveCard('pm_card_visa');
    const asks = new AddressDialog(page);
    await product.payAtOnce('tideline');
    expect(await asks.name()).toBe(buyer.name);
    await asks.press(/^Pay €48\.00/);
    await expect(asks.dialog.getByRole('alert')).toContainText('Some of the address is missing');
    expect(await records.ordersOf(buyer.id)).toHaveLength(0);
    await asks.fill(mill);
    await asks.press(/^Pay €48\.00/);
    const orderId = await order.expectPaid();

    const goesTo = page.getByRole('region', { name: 'Where it goes' });
    await expect(goesTo).toContainText(`${buyer.name}12 Mill LaneYork YO1 7AAUnited Kingdom`);
    const intent = await stripe.paymentIntents.retrieve(await records.onlyIntentOf(orderId));
    expect(intent.shipping).toMatchObject({
      name: buyer.name,
      address: { line1: '12 Mill Lane', postal_code: 'YO1 7AA', country: 'GB' },
    });

    await goesTo.getByRole('button', { name: 'Send it elsewhere' }).click();
    await asks.another();
    await asks.fill({ name: 'Ben', line1: '1 Quay', city: 'Leith', postalCode: 'EH6 6LU' });
    await asks.press('Send it there');
    await asks.expectClosed();
    await expect(goesTo).toContainText('Ben1 QuayLeith EH6 6LU');
    await expect(page.getByText('You changed where it goes')).toBeVisible();

    // The next one says where it goes, and to whom.
    await page.goto('/products/tideline');
    await expect(page.getByText(`To ${buyer.name}, 12 Mill Lane`)).toBeVisible();
    await expect(page.getByText('Shipping and taxes are included.')).toBeVisible();
  });
});

test('whoever was shown an address that was changed meanwhile is shown the new one', async ({
  page,
  db,
  buyer,
  saveCard,
  records,
  product,
  order,
}) => {
  await saveCard('pm_card_visa');
  await product.open('tideline');
  const elsewhere = { ...millLane, name: buyer.name, line1: '1 Quay' };
  await db.transaction((tx) =>
    replaceAddress(tx, buyer.id, buyer.addressId, elsewhere, Date.now()),
  );
  await product.oneClick.click();
  await expect(product.alert).toContainText('The address has changed since this page was shown');
  expect(await records.ordersOf(buyer.id)).toHaveLength(0);
  await page.getByRole('button', { name: 'Show the page again' }).click();
  await expect(page.getByText(`To ${buyer.name}, 1 Quay`)).toBeVisible();
  await product.oneClick.click();
  const orderId = await order.expectPaid();
  expect(await records.addressOfOrder(orderId)).toMatchObject(elsewhere);
});

test('addresses are kept in the wallet: added, edited, made the default and removed', async ({
  page,
  buyer,
  records,
}) => {
  await page.goto('/wallet');
  const asks = new AddressDialog(page);
  const addresses = page.getByRole('region', { name: 'Addresses' });
  await addresses.getByRole('button', { name: 'Add address' }).click();
  await asks.fill({ ...mill, name: 'Ben', line1: '1 Quay' });
  await asks.press('Save address');
  await asks.expectClosed();
  await expect(addresses.getByRole('listitem')).toHaveCount(2);

  await addresses.getByRole('button', { name: 'Edit Ben, 1 Quay' }).click();
  await asks.fill({ ...mill, line1: '2 Quay' });
  await asks.press('Save address');
  await asks.expectClosed();
  await addresses.getByRole('button', { name: 'Make default: Ben, 2 Quay' }).click();
  await expect(addresses.getByRole('listitem').first()).toContainText(/Ben2 Quay.*Default/);

  await addresses.getByRole('button', { name: 'Remove Ben, 2 Quay' }).click();
  await asks.press('Remove address');
  await expect(addresses.getByRole('listitem')).toHaveCount(1);
  expect(await records.addressesOf(buyer.id)).toMatchObject([
    { id: buyer.addressId, isDefault: true },
  ]);
});

test('staff send an order elsewhere, as its buyer asked', async ({
  deskPage,
  buyTideline,
  records,
}) => {
  const orderId = await buyTideline();
  await deskPage.goto(`/desk/orders/${orderId}`);
  await deskPage.getByRole('button', { name: 'Change where it goes…' }).click();
  const dialog = deskPage.getByRole('alertdialog');
  await dialog.getByLabel('Street and number').fill('');
  await dialog.getByRole('button', { name: 'Send it there' }).click();
  await expect(dialog.getByText('Enter the street and the number.')).toBeVisible();
  await dialog.getByLabel('Street and number').fill('1 Quay');
  await dialog.getByRole('button', { name: 'Send it there' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(deskPage.getByRole('region', { name: 'This order' })).toContainText('1 Quay');
  expect(await records.addressOfOrder(orderId)).toMatchObject({ line1: '1 Quay' });
});
