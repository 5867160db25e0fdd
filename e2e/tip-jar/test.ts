import type { Page } from 'playwright/test';
import { kitFor } from '../kit/test';
import { whichStripe } from '../kit/which-stripe';
import { TipJar } from './tip-jar';
import { TipJarPage } from './tip-jar-page';

export { expect } from 'playwright/test';

/** stripe-local's address; none where the tests run against Stripe itself. */
export const stripeUrl = process.env.CARDKEEP_E2E_STRIPE_LOCAL ?? '';

function pagesOn(page: Page) {
  const jar = new TipJarPage(page);
  return { checkout: jar, order: jar };
}

/** The kit on the tip jar: this is all that another app has to write. */
export const test = kitFor<never, ReturnType<typeof pagesOn>>().extend<object, { jar: TipJar }>({
  jar: [
    async ({}, use, { parallelIndex }) => {
      const world = `tip_jar_${parallelIndex}`;
      const jar = await TipJar.open(
        whichStripe({
          stripeUrl,
          world,
          stripeSecretKey: `sk_test_local_${world}`,
          stripePublishableKey: `pk_test_local_${world}`,
        }),
      );
      await use(jar);
      await jar.close();
    },
    { scope: 'worker' },
  ],
  app: [
    async ({ jar }, use) =>
      use({
        url: jar.url,
        stripe: jar.which,
        hasHandled: async (eventId) => jar.handled.has(eventId),
        pages: pagesOn,
      }),
    { scope: 'worker' },
  ],
});
