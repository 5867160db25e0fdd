import { StripeLocalClient } from '@/stripe-local/client';
import { assumptions } from '../assumptions/all';
import type { Heard } from '../assumptions/table';
import { expect, test } from '../fixtures/test';
import { ASSUMPTION } from '../report/assumptions';
import { run } from '../setup/run';

for (const { ask, ...assumption } of assumptions) {
  test(
    `Stripe still says what we believe: ${assumption.name}`,
    { tag: '@assumption' },
    async ({ stripe }, testInfo) => {
      const { stripeUrl, world } = run;
      const control = stripeUrl === null ? null : new StripeLocalClient(stripeUrl, world);
      // Stripe's API makes no keys: one without permissions is made by hand.
      const restrictedKey = world
        ? `rk_test_local_${world}`
        : (process.env.STRIPE_RESTRICTED_KEY ?? null);
      const tell = (heard: Heard) =>
        testInfo.annotations.push({
          type: ASSUMPTION,
          description: JSON.stringify({ ...assumption, heard }),
        });
      const answer = await ask({ stripe, control, restrictedKey }).catch((error: unknown) => {
        tell({ failed: String(error) });
        throw error;
      });
      tell(answer);
      if ('cannotBeAsked' in answer) test.skip(true, answer.cannotBeAsked);
      else expect(answer.said).toEqual(assumption.believed);
    },
  );
}
