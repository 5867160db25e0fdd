import { Recorder } from '../fixtures/recorder';
import { testCards } from '../kit/test-cards';
import { expect, test } from '../fixtures/test';
import { writtenFiles } from '../fixtures/written-files';

/** A card's number as it is typed and as it is shown in groups of four. */
const written = (number: string): string[] => [
  number,
  number.replaceAll(/(.{4})(?=.)/g, '$1 '),
  number.replaceAll(/(.{4})(?=.)/g, '$1-'),
];

/** A field that holds a security code. Stripe's `cvc_check` only says whether one was right. */
const CVC_FIELD = /["'[]cvc["'\]]\s*[:=]/i;

test('a card typed in the browser is in no request to the shop, no database file and no log', async ({
  context,
  buyer,
  records,
  complaints,
  order,
  wallet,
  checkout,
  challenge,
}) => {
  complaints.expect(/status of 402/);
  const recorder = new Recorder(context);

  await wallet.open();
  await wallet.typeCard({ number: testCards.asksAtSetup, cvc: '731' });
  await wallet.saveCard.click();
  await challenge.complete();
  await expect(wallet.tile('3155')).toBeVisible();

  await checkout.open({ product: 'tideline' });
  await checkout.choice('New card').check();
  await checkout.card.fill({ number: testCards.insufficientFunds, cvc: '731' });
  await checkout.save.check();
  await checkout.pay.click();
  await expect(checkout.alert).toContainText('There is not enough money on this card');
  await checkout.card.retypeNumber(testCards.visa);
  await checkout.pay.click();
  const orderId = await order.expectPaid();
  // Written by the webhook as well, which carries the whole intent.
  await expect
    .poll(async () => (await records.cardsOf(buyer.id)).map(({ last4 }) => last4).sort())
    .toEqual(['3155', '4242']);
  await recorder.settled();

  const secrets = [...recorder.clientSecrets];
  const intentId = await records.onlyIntentOf(orderId);
  // Without these the search below would find nothing because it looks for nothing.
  expect(secrets.some((secret) => secret.startsWith(`${intentId}_secret_`))).toBe(true);
  expect(secrets.some((secret) => secret.startsWith('seti_'))).toBe(true);
  expect(recorder.toShop.length).toBeGreaterThan(10);

  const numbers = [testCards.asksAtSetup, testCards.insufficientFunds, testCards.visa];
  const needles = [...numbers.flatMap(written), ...secrets];
  const disk = writtenFiles();
  expect(disk.length).toBeGreaterThanOrEqual(2);
  const haystacks: [name: string, content: string][] = [
    ...disk,
    ...recorder.toShop.map((sent): [string, string] => [sent.split('\n')[0] ?? '', sent]),
  ];
  for (const [name, content] of haystacks) {
    const found = needles.filter((needle) => content.includes(needle));
    expect(found, name).toEqual([]);
    expect(CVC_FIELD.test(content), `a field for the CVC in ${name}`).toBe(false);
  }
});

test('passwords are in no log and no database file', async ({ page, person }) => {
  const password = `correct horse ${person.id}`;
  await page.goto('/sign-up');
  await page.getByLabel('Name').fill('Ada');
  await page.getByLabel('Email').fill(`second.${person.email}`);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page).toHaveURL('/');
  for (const [name, content] of writtenFiles()) {
    expect(content.includes(password), name).toBe(false);
  }
});
