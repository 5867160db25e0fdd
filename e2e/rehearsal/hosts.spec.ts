import type { Page } from 'playwright/test';
import { STRIPE_NAMES } from '@/scripts/parts/rehearsal/stripe-names.mjs';
import type { Person } from '../fixtures/person';
import { expect, test as base } from '../fixtures/test';
import { testCards } from '../kit/test-cards';
import { Challenge } from '../kit/challenge';
import { OrderPage } from '../pages/order-page';
import { ProductPage } from '../pages/product-page';
import { SignInPage } from '../pages/sign-in-page';
import { WalletPage } from '../pages/wallet-page';

/** One person's way through all that a shop needs Stripe's hosts for. */
async function saveCardAndBuy(page: Page, person: Person): Promise<string> {
  await new SignInPage(page).enterAs(person);
  const wallet = new WalletPage(page);
  await wallet.open();
  await wallet.addCard.click();
  await wallet.card.fill({ number: testCards.asksAtSetup });
  await wallet.saveCard.click();
  await new Challenge(page).complete();
  await expect(wallet.tile('3155')).toBeVisible();
  await new ProductPage(page).payAtOnce('tideline');
  await new Challenge(page).complete();
  return new OrderPage(page).expectPaid();
}

/** Takes a host out of the policy of every page until the test is over. */
const test = base.extend<{ leaveOut: (host: string) => void }>({
  leaveOut: async ({ server }, use) => {
    await use((host) => server.front?.leaveOut(host));
    server.front?.leaveOut(undefined);
  },
});

test('a bank’s questions are answered: a card is saved, and one click pays', async ({
  page,
  person,
  records,
}) => {
  await page.goto('/');
  expect(await page.evaluate(() => isSecureContext)).toBe(true);
  const orderId = await saveCardAndBuy(page, person);
  expect((await records.orderById(orderId))?.paymentState).toBe('paid');
});

for (const host of STRIPE_NAMES) {
  test(`where the policy lacks ${host}, no card is saved, and the browser says why`, async ({
    page,
    person,
    records,
    complaints,
    leaveOut,
  }) => {
    complaints.expect(/Content Security Policy/);
    leaveOut(host);
    const refused = page.waitForEvent('console', (message) => {
      const text = message.text();
      return text.includes('Content Security Policy') && text.includes(`https://${host}`);
    });
    const way = saveCardAndBuy(page, person);
    expect(await Promise.race([refused.then(() => 'refused'), way])).toBe('refused');
    await page.close();
    await expect(way).rejects.toThrow();
    expect(await records.cardsOf(person.id)).toEqual([]);
  });
}
