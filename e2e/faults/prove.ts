import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { printMore } from '@/e2e/fixtures/print-more';
import { StripeLocalClient } from '@/stripe-local/client';
import { database } from '@/lib/database';
import { Failure } from '@/lib/domain/failure';
import { PaymentsError } from '@/lib/stripe/errors';
import { stripeBinding } from '@/lib/stripe-binding';
import { openShop, type Shop } from '@/lib/testing/shop';
import type { Call } from './calls';
import { catchUp, hear, hearNothing } from './catch-up';
import { holdsAtStripe } from './invariants';
import type { Journey, Journeys } from './journey';
import { ANSWER_WITHIN_MS, faults } from './kinds';
import { openScene, type Mishap } from './scene';

/**
 * Plays each journey without a fault to learn its calls, then once more for every fault on every
 * call. Each run is a test.
 */
export async function prove(journeys: Journeys): Promise<void> {
  const shop = await openShop({ answerWithinMs: ANSWER_WITHIN_MS });
  afterAll(() => shop.close());
  await stripeBinding();
  await printMore(database());
  for (const [name, journey] of Object.entries(journeys)) {
    const calls = await play(shop, journey, null);
    describe(name, () => {
      for (const call of calls) {
        for (const fault of faults) {
          it(`${titleOf(call)}: ${fault.name}`, async () => {
            await play(shop, journey, { call, fault });
          });
        }
      }
    });
  }
  it('leaves no secret in the database', () => {
    const { databaseFile } = shop;
    for (const file of [databaseFile, `${databaseFile}-wal`]) {
      expect(
        readFileSync(file)
          .toString('latin1')
          .match(/_secret_\w+|sk_test_\w+|whsec_\w+/),
      ).toBe(null);
    }
  });
}

const titleOf = ({ act, route, nth }: Call) => `act ${act}, ${route}${nth > 1 ? ` (${nth})` : ''}`;

/** One run of a journey to its end; returns the calls that the app made on the way. */
async function play(shop: Shop, journey: Journey, mishap: Mishap | null): Promise<readonly Call[]> {
  const control = new StripeLocalClient(shop.stripeUrl);
  const { scene, calls } = await openScene(shop, control, mishap);
  const { go, again, end, isDeaf = false } = await journey(scene);
  const hearing = isDeaf ? hearNothing : hear;
  try {
    await go();
  } catch (error) {
    // What a person is told, or what makes Stripe deliver once more. Anything else is a bug.
    const isTold = error instanceof PaymentsError || error instanceof Failure;
    if (!mishap || !isTold) throw error;
  }
  const broken = [...calls];
  await catchUp(scene, hearing);
  await holdsAtStripe(scene);
  await again();
  await hearing(scene);
  await holdsAtStripe(scene);
  await end();
  return broken;
}
