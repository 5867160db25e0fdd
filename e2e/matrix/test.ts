import { test as base } from '../fixtures/attack';
import { insertPerson } from '../fixtures/person';
import { insertProduct } from '../fixtures/product';
import type { Print } from '../fixtures/purchases';
import { newAddress } from '../fixtures/visitor-address';
import { run } from '../setup/run';
import { StripeLocalClient } from '@/stripe-local/client';
import type { Scene } from './play/scene';

export { expect } from 'playwright/test';

const PRICE = { amount: 4_800, currency: 'eur' } as const;
const SIX_WEEKS = 42;

/** A card's people are its own, and come from addresses of their own: none is held up by what another card failed. */
export const test = base.extend<{ scene: Scene }, { later: Print }>({
  later: [
    async ({ db }, use) => {
      const slug = await insertProduct(db, PRICE, null, SIX_WEEKS);
      await use({ slug, price: PRICE, shipsWithinDays: SIX_WEEKS });
    },
    { scope: 'worker' },
  ],
  scene: async ({ db, records, stripe, visit, person, staff, later }, use) => {
    const visitorOf = async (who: typeof person) => ({
      who,
      visit: await visit(who, newAddress()),
    });
    const { stripeUrl, world } = run;
    await use({
      saver: await visitorOf(await insertPerson(db)),
      payer: await visitorOf(person),
      desk: await visitorOf(staff),
      records,
      stripe,
      bank: stripeUrl === null ? null : new StripeLocalClient(stripeUrl, world),
      later,
    });
  },
});
